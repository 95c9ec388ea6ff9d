import { didYouMean, InputError } from '../problems/index.js';
import type { SweepHead, SweepRecord } from '../results/index.js';
import { tablesOfRecords } from './head.js';
import { Front } from './pareto.js';

/** Which figure is wanted; what is left out is chosen. */
export interface FigureWish<Kind extends string = string> {
  readonly kind: Kind;
  readonly x?: string;
  readonly y?: string;
  readonly colour?: string;
  readonly title?: string;
}

/** The points of a sweep for a figure: those that are ok, with the indices of the front. */
export interface FigureData<Kind extends string = string>
  extends FigureWish<Kind>, Pick<SweepHead, 'objectives' | 'tables'> {
  readonly x: string;
  readonly y: string;
  readonly records: readonly SweepRecord[];
  readonly front: ReadonlySet<number>;
}

/**
 * @param head such as the summary of the sweep; of its tables those stay that priced points of the figure
 * @throws InputError `sweep.figure` for a name that is neither axis nor result, and when no point is ok
 */
export function figureData<Kind extends string>(
  all: Iterable<SweepRecord>,
  head: SweepHead,
  wish: FigureWish<Kind>,
): FigureData<Kind> {
  const { axes, objectives } = head;
  const records = [...all].filter(({ status }) => status === 'ok');
  if (records.length === 0)
    throw new InputError([
      { code: 'sweep.figure', path: '', message: 'no point is ok: there is nothing to draw' },
    ]);
  const front = new Front(objectives);
  records.forEach((record) => front.add(record));
  const [first = '', second = first] = Object.keys(objectives);
  const [axis = '', other = axis] = axes;
  const chosen = {
    scatter: { x: second, y: first },
    heat: { x: axis, y: other },
    line: { x: axis, y: first },
    bars: { x: axis, y: first },
  }[wish.kind as string] ?? { x: second, y: first };
  const known = [
    ...axes,
    ...Object.keys(records[0]!.results ?? {}),
    ...Object.keys(records[0]!.chosen ?? {}),
  ];
  const shown = new Set((wish.kind === 'bars' ? front.records() : records).map(tablesOfRecords(head)));
  const tables = head.tables.filter((table) => shown.has(table));
  const data = {
    ...chosen,
    ...toldApart(head, tables, wish),
    ...wish,
    records,
    objectives,
    tables,
    front: new Set(front.records().map(({ index }) => index)),
  };
  const problems = (['x', 'y', 'colour'] as const).flatMap((key) => {
    const name = data[key];
    if (name === undefined || known.includes(name)) return [];
    return [
      {
        code: 'sweep.figure',
        path: `--${key}`,
        message: 'neither axis nor result',
        received: `'${name}'`,
        hint: didYouMean(name, known),
      },
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
  return data;
}

/** Calibrated and bottom-up figures in one place: their table is the colour when no other is wished. */
function toldApart(
  { tableAxis }: SweepHead,
  tables: SweepHead['tables'],
  { kind }: FigureWish,
): Pick<FigureWish, 'colour'> {
  const mixed = new Set(tables.map(({ status }) => status)).size > 1;
  return mixed && tableAxis !== undefined && (kind === 'scatter' || kind === 'line')
    ? { colour: tableAxis }
    : {};
}
