import { InputError } from '../problems/index.js';
import type { SweepHead, SweepRecord, SweepTable } from '../results/index.js';
import type { SweepPlan } from './plan.js';

/** What a head is made of: a plan, or the manifest of a folder. */
export type Headed = Pick<SweepPlan, 'objectives' | 'tables'> & {
  readonly sweep: Pick<SweepPlan['sweep'], 'axes'>;
};

export function headOf({ sweep, objectives, tables }: Headed): SweepHead {
  const tableAxis = sweep.axes.find(({ path }) => path === 'table')?.name;
  return {
    axes: sweep.axes.map(({ name }) => name),
    objectives,
    tables,
    ...(tableAxis === undefined ? {} : { tableAxis }),
  };
}

/**
 * Finds the table that a point was priced by.
 *
 * @throws InputError `sweep.damaged` for a record that names another
 */
export function tablesOfRecords({
  tables,
  tableAxis,
}: Pick<SweepHead, 'tables' | 'tableAxis'>): (record: SweepRecord) => SweepTable {
  const named = new Map(tables.map((table) => [table.name, table]));
  return ({ index, values }) => {
    const table = tableAxis === undefined ? tables[0] : named.get(String(values[tableAxis]));
    if (table === undefined) {
      const message = `point ${index} is of a table that its sweep does not have`;
      throw new InputError([{ code: 'sweep.damaged', path: '', message }]);
    }
    return table;
  };
}
