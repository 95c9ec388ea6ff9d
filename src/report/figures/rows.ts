/** Rows of a figure, where they stand, and how well they are known. */
import type { Aim, SweepHead, SweepRecord } from '../../results/index.js';
import { limitsOf } from '../intervals.js';
import { axisTitle } from './axis-title.js';

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
  /** That priced what it shows, for a line that says what kind of number its powers are. */
  readonly tables: SweepHead['tables'];
}

export type Row = Readonly<Record<string, string | number | boolean>>;

export const fieldOf = (
  { values, results, chosen }: SweepRecord,
  name: string,
): string | number | boolean | undefined => values[name] ?? results?.[name] ?? chosen?.[name];

/** Plain names for the fields of the data: those of vega-lite have meaning in points and brackets. */
export function rowsOf({ records, front, x, y, colour }: FigureRequest): Row[] {
  return records.flatMap((record) => {
    const [xs, ys, cs] = [
      fieldOf(record, x),
      fieldOf(record, y),
      colour === undefined ? '' : fieldOf(record, colour),
    ];
    if (xs === undefined || ys === undefined || cs === undefined) return [];
    return [
      {
        x: xs,
        y: ys,
        c: cs,
        front: front.has(record.index),
        ...limitsAt(record, 'x', x),
        ...limitsAt(record, 'y', y),
      },
    ];
  });
}

/** Where 90 % of a calibrated table's draws put a result, as `x5` and `x95`; nothing when it has no limits. */
export function limitsAt({ results = {} }: SweepRecord, key: 'x' | 'y', name: string): Row {
  const limits = limitsOf(results, name);
  return limits === undefined ? {} : { [`${key}5`]: limits[0], [`${key}95`]: limits[1] };
}

/** The rows that have limits: tables of one sweep may differ in having draws. */
export const withLimits = (rows: readonly Row[], key: 'x' | 'y'): readonly Row[] =>
  rows.filter((row) => row[`${key}5`] !== undefined);

/** What is drawn of the limits of rows: a thin line through each point. */
export function limitLayers(rows: readonly Row[], at: ReturnType<typeof positions>): object[] {
  return (['x', 'y'] as const)
    .map((key) => ({ key, known: withLimits(rows, key) }))
    .filter(({ known }) => known.length > 0)
    .map(({ key, known }) => ({
      data: { values: known },
      mark: { type: 'rule', color: '#b03060', opacity: 0.5, clip: true },
      encoding: { ...at, [key]: { ...at[key], field: `${key}5` }, [`${key}2`]: { field: `${key}95` } },
    }));
}

export const isNumeric = (rows: readonly Row[], key: string): boolean =>
  rows.every((row) => typeof row[key] === 'number');

/** A number axis spans the data; one over more than a factor of ten, or an axis of even ratios, is logarithmic. */
function scaled(rows: readonly Row[], key: string): object {
  if (!isNumeric(rows, key)) return { type: 'nominal' };
  const shown = [key, `${key}5`, `${key}95`];
  const numbers = rows.flatMap((row) => shown.flatMap((name) => (row[name] as number | undefined) ?? []));
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
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

export const positions = (
  rows: readonly Row[],
  { x, y }: FigureRequest,
): { readonly x: object; readonly y: object } => ({
  x: { field: 'x', title: axisTitle(x), ...scaled(rows, 'x') },
  y: { field: 'y', title: axisTitle(y), ...scaled(rows, 'y') },
});
