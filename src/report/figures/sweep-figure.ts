import type { Aim, SweepRecord } from '../../results/index.js';
import type { Figure } from './render.js';

export const FIGURE_KINDS = ['scatter', 'heat', 'line', 'bars'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** What a figure of a sweep shows. */
export interface FigureRequest {
  readonly kind: FigureKind;
  /** The points that are ok, in their order. */
  readonly records: readonly SweepRecord[];
  /** Indices of the points on the front. */
  readonly front: ReadonlySet<number>;
  /** Names of axes or results. */
  readonly x: string;
  readonly y: string;
  /** What colour shows; nothing when left out. */
  readonly colour?: string;
  readonly title?: string;
  /** What its axes want, for a note at the front. */
  readonly objectives: Readonly<Record<string, Aim>>;
}

type Row = Readonly<Record<string, string | number | boolean>>;

const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ['_uW', 'µW'],
  ['_nJ', 'nJ'],
  ['_ms', 'ms'],
  ['_kHz', 'kHz'],
  ['_V', 'V'],
  ['_C', '°C'],
  ['_nm', 'nm'],
  ['_cycles', 'cycles'],
  ['_bits', 'bits'],
];

const WORDS: Readonly<Record<string, string>> = {
  energyPerInference: 'energy of an inference',
  perFrame: 'work of a frame',
  busyFraction: 'busy part of a frame',
  weightBits: 'bits of a weight',
  stateBits: 'bits of a state',
  activationBits: 'bits of an activation',
  framePeriod: 'frame period',
  accuracy: 'accuracy, part of the recordings',
};

/** `power [µW]` from `power_uW`. */
export function axisTitle(name: string): string {
  const [suffix, unit] = UNITS.find(([end]) => name.endsWith(end)) ?? ['', ''];
  const bare = name.slice(0, name.length - suffix.length);
  const words =
    WORDS[bare] ??
    bare
      .replaceAll('_', ' ')
      .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return unit === '' ? words : `${words} [${unit}]`;
}

/** A figure of a sweep's results. */
export function sweepFigure(request: FigureRequest): Figure {
  const { title, kind } = request;
  return { ...(title === undefined ? {} : { title }), ...DRAW[kind](request) };
}

const DRAW: Readonly<Record<FigureKind, (request: FigureRequest) => Figure>> = { scatter, heat, line, bars };

const fieldOf = (
  { values, results, chosen }: SweepRecord,
  name: string,
): string | number | boolean | undefined => values[name] ?? results?.[name] ?? chosen?.[name];

/** Plain names for the fields of the data: those of vega-lite have meaning in points and brackets. */
function rowsOf({ records, front, x, y, colour }: FigureRequest): Row[] {
  return records.flatMap((record) => {
    const [xs, ys, cs] = [
      fieldOf(record, x),
      fieldOf(record, y),
      colour === undefined ? '' : fieldOf(record, colour),
    ];
    if (xs === undefined || ys === undefined || cs === undefined) return [];
    return [{ x: xs, y: ys, c: cs, front: front.has(record.index) }];
  });
}

const isNumeric = (rows: readonly Row[], key: string): boolean =>
  rows.every((row) => typeof row[key] === 'number');

/** A number axis spans the data; one over more than a factor of ten, or an axis of even ratios, is logarithmic. */
function scaled(rows: readonly Row[], key: string): object {
  if (!isNumeric(rows, key)) return { type: 'nominal' };
  const numbers = rows.map((row) => row[key] as number);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const log = least > 0 && most / least >= 8;
  const padding = least === most ? {} : { padding: 12 };
  return {
    type: 'quantitative',
    scale: log ? { type: 'log', nice: false, ...padding } : { zero: false, nice: true, ...padding },
    axis: {
      tickCount: 6,
      format: most >= 1e6 ? '~s' : '.6~g',
      ...(log ? { values: ticksOf(least, most) } : {}),
    },
  };
}

/** 1, 2 and 5 of every power of ten, within the data: what vega chooses for less than a power is crowded. */
function ticksOf(least: number, most: number): number[] {
  const powers = Array.from({ length: 60 }, (_, i) => 10 ** (i - 30));
  return powers
    .flatMap((power) => [1, 2, 5].map((digit) => Number((digit * power).toPrecision(1))))
    .filter((tick) => tick >= least && tick <= most);
}

const positions = (
  rows: readonly Row[],
  { x, y }: FigureRequest,
): { readonly x: object; readonly y: object } => ({
  x: { field: 'x', title: axisTitle(x), ...scaled(rows, 'x') },
  y: { field: 'y', title: axisTitle(y), ...scaled(rows, 'y') },
});

/** Few values of a colour are told apart by hue, many by a ramp. */
function coloured(rows: readonly Row[], colour: string | undefined): object {
  if (colour === undefined) return { value: '#1f5fa8' };
  const different = new Set(rows.map(({ c }) => c)).size;
  const title = axisTitle(colour);
  if (!isNumeric(rows, 'c') || different <= 8) return { field: 'c', type: 'nominal', title, sort: null };
  return { field: 'c', type: 'quantitative', title, scale: { scheme: 'viridis' } };
}

/** Every point, and the front as a line of larger ones. */
function scatter(request: FigureRequest): Figure {
  const rows = rowsOf(request);
  const at = positions(rows, request);
  const front = rows.filter((row) => row['front'] === true);
  const { objectives, x, y } = request;
  // With more objectives than the two that show, the front is no curve.
  const isCurve = Object.keys(objectives).every((name) => name === x || name === y);
  return {
    layer: [
      {
        data: { values: rows.filter((row) => row['front'] === false) },
        mark: { type: 'point', filled: true, size: 26, opacity: 0.55, clip: true },
        encoding: { ...at, color: coloured(rows, request.colour) },
      },
      ...(isCurve
        ? [
            {
              data: { values: front },
              mark: { type: 'line', color: '#b03060', strokeWidth: 1.5, clip: true },
              encoding: { ...at, order: { field: 'x', type: 'quantitative' } },
            },
          ]
        : []),
      {
        data: { values: front },
        mark: {
          type: 'point',
          filled: true,
          size: 64,
          opacity: 1,
          stroke: '#b03060',
          strokeWidth: 1.5,
          clip: true,
        },
        encoding: { ...at, color: coloured(rows, request.colour) },
      },
    ],
  };
}

/** A colour for each pair of values; the mean where several points share one. */
function heat(request: FigureRequest): Figure {
  const { colour = 'power_uW', x, y } = request;
  const rows = rowsOf({ ...request, colour });
  const band = (field: 'x' | 'y', title: string, descending: boolean): object => ({
    ...{ field, type: 'ordinal', title },
    ...(descending ? { sort: 'descending' } : {}),
    axis: { labelAngle: 0, labelOverlap: 'greedy', grid: false },
  });
  const cells = new Set(rows.map((row) => row['x'])).size;
  return {
    ...(cells > 20 ? { width: 480 } : { width: { step: 36 } }),
    data: { values: rows },
    mark: 'rect',
    encoding: {
      x: band('x', axisTitle(x), false),
      y: band('y', axisTitle(y), true),
      color: {
        field: 'c',
        aggregate: 'mean',
        type: 'quantitative',
        title: axisTitle(colour),
        scale: { scheme: 'viridis', zero: false },
      },
    },
  };
}

/** A line for each colour, through the best of the points that share a place on it; the others stand beside it. */
function line(request: FigureRequest): Figure {
  const rows = rowsOf(request);
  const at = positions(rows, request);
  const { colour, objectives, y } = request;
  const best = objectives[y] === 'most' ? 'max' : 'min';
  const color =
    colour === undefined
      ? {}
      : { color: { field: 'c', type: 'nominal', title: axisTitle(colour), sort: null } };
  const layer = (mark: object, position: object): object => ({ mark, encoding: { ...position, ...color } });
  return {
    data: { values: rows },
    layer: [
      layer({ type: 'point', filled: true, size: 14, opacity: 0.45, clip: true }, at),
      layer({ type: 'line', strokeWidth: 1.5, clip: true }, { ...at, y: { ...at.y, aggregate: best } }),
    ],
  };
}

/** Bars that are readable beside one another. */
const MOST_BARS = 24;

/** Power by unit, one bar a point of the front, by ascending power; of a large front evenly many. */
function bars({ records, front, x }: FigureRequest): Figure {
  const own = records.filter(({ index }) => front.has(index));
  const sorted = [...own].sort((a, b) => a.results!['power_uW']! - b.results!['power_uW']!);
  const kept =
    sorted.length <= MOST_BARS
      ? sorted
      : Array.from(
          { length: MOST_BARS },
          (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (MOST_BARS - 1))]!,
        );
  const rows = kept.flatMap((record, place) =>
    Object.entries(record.powerByUnit_uW ?? {}).map(([unit, power]) => ({
      place,
      label: String(fieldOf(record, x) ?? record.index),
      unit,
      power,
    })),
  );
  const total = (unit: string): number =>
    rows.reduce((sum, row) => sum + (row.unit === unit ? row.power : 0), 0);
  const units = [...new Set(rows.map(({ unit }) => unit))].sort((a, b) => total(b) - total(a));
  const labels = kept.map((record) => String(fieldOf(record, x) ?? record.index));
  return {
    width: { step: 26 },
    data: { values: rows },
    mark: { type: 'bar', width: { band: 0.82 } },
    encoding: {
      x: {
        field: 'place',
        type: 'ordinal',
        title: axisTitle(x),
        axis: { labelAngle: -45, labelExpr: `${JSON.stringify(labels)}[datum.value]` },
      },
      y: { field: 'power', type: 'quantitative', aggregate: 'sum', title: 'power [µW]' },
      color: { field: 'unit', type: 'nominal', title: 'unit', sort: units },
      order: { field: 'rank', type: 'quantitative' },
    },
    transform: [{ calculate: `indexof(${JSON.stringify(units)}, datum.unit)`, as: 'rank' }],
  };
}
