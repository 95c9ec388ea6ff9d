import { withOverrides, type EnergyTable } from '../../energy/index.js';
import type { HardwareConfiguration } from '../../hardware/index.js';
import type { Network } from '../../network/index.js';
import { InputError, refuseIfAny } from '../../problems/index.js';
import type { CalibrationFile } from './target-file.js';

export interface TargetMachine {
  readonly name: string;
  readonly network: Network;
  readonly hardware: HardwareConfiguration;
}

/** What a table is calibrated to, everything at hand. */
export interface CalibrationTarget {
  readonly name: string;
  readonly about: string;
  /** Of the target as plain data. */
  readonly sha256: string;
  /** The table to start from, as it is named and hashed in results. */
  readonly table: EnergyTable;
  /** Rows that take the place of the table's, as under `energy` in a hardware file. */
  readonly priors: CalibrationFile['priors'];
  readonly powers: readonly (TargetMachine &
    Pick<CalibrationFile['powers'][number], 'power_uW' | 'spread_lnSigma' | 'source'>)[];
  readonly shape: CalibrationFile['shape'];
  readonly predictions: readonly TargetMachine[];
}

/** Rows that no count without data knows. */
const DATA_DEPENDENT = ['macArray.zeroProduct', 'macArray.operandToggle', 'weightSram.readToggle'];

/**
 * The table that a fit starts from: the target's own rows in place of the table's.
 *
 * @throws InputError for rows that no table has, for a table that prices events whose counts depend on data, and for one that
 *   leaves nothing open
 */
export function priorTable({ name, table, priors }: CalibrationTarget): EnergyTable {
  const { technology } = table;
  const energy = priors as NonNullable<HardwareConfiguration['energy']>;
  const overridden = withOverrides(table, { name, technology, energy });
  refuseIfAny(
    overridden.problems.map((problem) => ({
      ...problem,
      path: problem.path.replace(/^energy/, 'priors'),
    })),
  );
  const { posterior: _posterior, provenance: _provenance, ...rest } = overridden.table;
  const rows = rest.rows.map((row) => ({ ...row, overridden: false }));
  const dependent = rows.filter(({ key }) => DATA_DEPENDENT.includes(key));
  if (dependent.length > 0) {
    throw new InputError(
      dependent.map(({ key }) => ({
        code: 'target.data-dependent',
        path: `rows.${key}`,
        message: `the table ${table.name} prices an event whose count depends on the recording`,
        hint: 'calibrate a table without this row',
      })),
    );
  }
  if (!rows.some(({ spread_lnSigma, value }) => spread_lnSigma > 0 && value > 0)) {
    throw new InputError([
      {
        code: 'target.nothing-open',
        path: 'rows',
        message: `the table ${table.name} states every row as exact, so that none can move`,
        expected: 'a spread_lnSigma above 0 in some row',
        received: 'none',
        hint: 'priors in the target take the place of rows',
      },
    ]);
  }
  return { ...rest, rows };
}
