import { expect, test } from 'vitest';
import type { SweepRecord } from '../../results/index.js';
import type { FigureKind } from './rows.js';
import { sweepFigure } from './sweep-figure.js';

/** A point, with limits when its table has draws. */
const record = (index: number, table: string, clock_kHz: number, drawn: boolean): SweepRecord => ({
  ...{ key: String(index), index, values: { table, clock_kHz }, status: 'ok' },
  results: { power_uW: 6, latency_ms: 20, ...(drawn ? { power_uW_p5: 5, power_uW_p95: 8 } : {}) },
  powerByUnit_uW: { macArray: 6 },
});
const MIXED = [
  ...[record(0, 'drawn', 92, true), record(1, 'drawn', 100, true)],
  ...[record(2, 'bare', 92, false), record(3, 'bare', 100, false)],
];

interface Layer {
  readonly data?: { readonly values: readonly Record<string, unknown>[] };
  readonly mark: { readonly type: string };
}

/** The limits that a figure draws, layer by layer. */
function limitsIn(kind: FigureKind, mark: string, colour: { readonly colour?: string } = {}): unknown {
  const { layer } = sweepFigure({
    ...{ kind, records: MIXED, front: new Set([0, 1, 2, 3]), objectives: {}, ...colour },
    ...{ x: 'clock_kHz', y: 'power_uW' },
  }) as unknown as { readonly layer: readonly Layer[] };
  return layer
    .filter(({ mark: { type } }) => type === mark)
    .map(({ data }) => data!.values.map(({ y5, y95 }) => [y5, y95]));
}

test('points of a table with draws show their limits beside points of one without', () => {
  const two = [
    [5, 8],
    [5, 8],
  ];
  expect(limitsIn('scatter', 'rule')).toEqual([two]);
  expect(limitsIn('bars', 'rule')).toEqual([two]);
  expect(limitsIn('line', 'area', { colour: 'table' })).toEqual([two]);
});
