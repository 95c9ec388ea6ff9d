import { expect, test } from 'vitest';
import type { SweepRecord, SweepTable } from '../../results/index.js';
import type { FigureKind, FigureRequest } from './rows.js';
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

const TABLES: readonly SweepTable[] = [
  { name: 'drawn', sha256: '', status: 'calibrated' },
  { name: 'bare', sha256: '', status: 'bottom-up' },
];

interface Layer {
  readonly data?: { readonly values: readonly Record<string, unknown>[] };
  readonly mark: { readonly type: string };
}

/** The limits that a figure draws, layer by layer. */
function limitsIn(kind: FigureKind, mark: string, colour: { readonly colour?: string } = {}): unknown {
  const { layer } = sweepFigure({
    ...{ kind, records: MIXED, front: new Set([0, 1, 2, 3]), objectives: {}, ...colour },
    ...{ x: 'clock_kHz', y: 'power_uW', tables: TABLES },
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

test.each<[Partial<FigureRequest>, readonly string[]]>([
  [
    { x: 'latency_ms' },
    [
      'power: calibrated, table drawn',
      'power: bottom-up estimate, not calibrated, table bare',
      'thin lines: 5-95 %',
    ],
  ],
  [
    { kind: 'line', tables: [TABLES[1]!] },
    ['power: bottom-up estimate, not calibrated, table bare; band: 5-95 %'],
  ],
  [
    { kind: 'bars', y: 'latency_ms', tables: [TABLES[0]!] },
    ['power: calibrated, table drawn; thin lines: 5-95 %'],
  ],
  [{ kind: 'heat', y: 'table', tables: [TABLES[0]!] }, ['power: calibrated, table drawn']],
  [
    { y: 'latency_ms', colour: 'energyPerInference_nJ', tables: [TABLES[0]!] },
    ['energy: calibrated, table drawn'],
  ],
  [
    { kind: 'heat', y: 'latency_ms' },
    [
      'power: calibrated, table drawn',
      'power: bottom-up estimate, not calibrated, table bare',
      'a cell that holds both is their mean',
    ],
  ],
  [{ kind: 'heat', y: 'table', colour: 'latency_ms' }, []],
  [{ y: 'latency_ms' }, []],
])(
  'a figure says what kind of number its powers are, and nothing when it has none (O5): %j',
  (wish, lines) => {
    const request: FigureRequest = {
      ...{ kind: 'scatter', records: MIXED, front: new Set([0, 1, 2, 3]), objectives: {} },
      ...{ x: 'clock_kHz', y: 'power_uW', tables: TABLES, ...wish },
    };
    const untitled = sweepFigure(request)['title'] as { readonly text: readonly string[] } | undefined;
    expect(untitled?.text ?? []).toEqual(lines);
    expect(sweepFigure({ ...request, title: 'own' })['title']).toEqual(
      lines.length === 0 ? 'own' : { text: 'own', subtitle: lines },
    );
  },
);
