import { axisTitle } from './axis-title.js';
import type { Figure } from './render.js';
import { fieldOf, limitsAt, type FigureRequest, withLimits, type Row } from './rows.js';

/** Bars that are readable beside one another. */
const MOST_BARS = 24;

/** Power by unit, one bar a point of the front, by ascending power; of a large front evenly many. */
export function powerBars({ records, front, x }: FigureRequest): Figure {
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
  const at = {
    field: 'place',
    type: 'ordinal',
    title: axisTitle(x),
    axis: { labelAngle: -45, labelExpr: `${JSON.stringify(labels)}[datum.value]` },
  };
  const totals = withLimits(
    kept.map((record, place): Row => ({ place, ...limitsAt(record, 'y', 'power_uW') })),
    'y',
  );
  return {
    width: { step: 26 },
    layer: [
      {
        data: { values: rows },
        mark: { type: 'bar', width: { band: 0.82 } },
        encoding: {
          x: at,
          y: { field: 'power', type: 'quantitative', aggregate: 'sum', title: 'power [µW]' },
          color: { field: 'unit', type: 'nominal', title: 'unit', sort: units },
          order: { field: 'rank', type: 'quantitative' },
        },
        transform: [{ calculate: `indexof(${JSON.stringify(units)}, datum.unit)`, as: 'rank' }],
      },
      ...(totals.length > 0
        ? [
            {
              data: { values: totals },
              mark: { type: 'rule', color: '#222' },
              encoding: { x: at, y: { field: 'y5', type: 'quantitative' }, y2: { field: 'y95' } },
            },
          ]
        : []),
    ],
  };
}
