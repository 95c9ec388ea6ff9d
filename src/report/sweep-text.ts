import type { AxisValue, SweepRecord, SweepSummary } from '../results/index.js';
import { document, field, item, pageOf, several, type Page } from './layout.js';
import { asGiven, grouped, percent, significant } from './numbers.js';
import { table } from './table.js';
import type { TextOptions } from './style.js';
import { quantity, widthOf } from './text.js';

/** Rows of the front that are shown; the results have all. */
const SHOWN = 12;

/** What a sweep came to, for a person to read. */
export function sweepText(summary: SweepSummary, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { about, points, reasons, front, sensitivity, objectives } = summary;
  const wanted = Object.entries(objectives).map(([name, aim]) => `${aim} ${name}`);
  return document([
    [
      ...(about === '' ? [] : field(page, 'sweep', about)),
      ...field(
        page,
        'points',
        `${grouped(points.total)}: ${grouped(points.ok)} ok, ${grouped(points.infeasible)} infeasible, ${grouped(points.failed)} failed`,
      ),
      ...field(
        page,
        'checked',
        points.checked === 0
          ? 'no point was run on the simulator too: none was asked for, or those that were drawn are not ok'
          : `${several(grouped(points.checked), 'point')} run on the simulator too, with the same cycles, counts and energy`,
      ),
      ...field(page, 'wanted', wanted.join(', ')),
    ],
    reasons.length === 0
      ? []
      : [
          page.style.heading('Why points are not ok'),
          ...reasons.flatMap(({ reason, points: times }) =>
            item(page, `${several(grouped(times), 'time')}: ${reason}`),
          ),
        ],
    frontLines(page, front, summary),
    sensitivity.length === 0
      ? []
      : [
          page.style.heading('How far each axis moves an objective, others averaged'),
          ...lined(
            page,
            ['axis', 'objective', 'lowest mean', 'highest mean', '% of variance'],
            sensitivity.map(({ axis, objective, lowest, highest, explained }) => [
              axis,
              objective,
              significant(lowest),
              significant(highest),
              percent(explained, 1),
            ]),
            2,
          ),
        ],
  ]);
}

function frontLines(page: Page, front: readonly SweepRecord[], { axes, objectives }: SweepSummary): string[] {
  if (front.length === 0) return [page.style.bad('No point is ok')];
  const results = Object.keys(objectives);
  const titles = [...axes, ...results];
  const rows = front
    .slice(0, SHOWN)
    .map(({ values, results: found }) => [
      ...axes.map((axis) => valueText(values[axis]!)),
      ...results.map((name) => significant(found![name]!)),
    ]);
  const columns = titles.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column]!)].map(widthOf)),
  );
  const isWide = columns.reduce((sum, width) => sum + width + 2, 0) > page.width;
  const more = front.length - SHOWN;
  return [
    page.style.heading(
      front.length === 1
        ? 'The best point'
        : `The Pareto front, ${front.length} points, the best ${results[0]} first`,
    ),
    // A table that would be cut is a list instead.
    ...(isWide
      ? rows.flatMap((row) =>
          item(page, row.map((cell, column) => quantity(titles[column]!, cell)).join(', ')),
        )
      : lined(page, titles, rows, 0)),
    ...intervalLines(page, front[0]!),
    ...(more > 0 ? [`  and ${more} more in the results`] : []),
  ];
}

/** How well the power of the best point is known, by the draws of a calibrated table. */
function intervalLines(page: Page, { results = {} }: SweepRecord): string[] {
  const { power_uW, power_uW_p5, power_uW_p95 } = results;
  if (power_uW === undefined || power_uW_p5 === undefined || power_uW_p95 === undefined) return [];
  return field(
    page,
    'interval',
    `${quantity(significant(power_uW), 'uW')} of the first is ${significant(power_uW_p5)} to ${quantity(significant(power_uW_p95), 'uW')} for 90 % of the table's draws`,
  );
}

const valueText = (value: AxisValue): string => (typeof value === 'number' ? asGiven(value) : String(value));

/** @param leftColumns columns of text at the left */
function lined(
  page: Page,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns: number,
): string[] {
  const columns = titles.map((title, index) => ({
    title,
    align: index < leftColumns ? ('left' as const) : ('right' as const),
  }));
  return table(columns, rows, page.width - 2).map(
    (line, index) => `  ${index === 0 ? page.style.dim(line) : line}`,
  );
}
