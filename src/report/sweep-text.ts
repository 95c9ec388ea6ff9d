import type { AxisValue, SweepRecord, SweepSummary } from '../results/index.js';
import { document, field, item, pageOf, several, type Page } from './layout.js';
import { isEnergy, isPower, statusTexts } from './energy-status.js';
import { bracketed, limitsOf } from './intervals.js';
import { asGiven, grouped, percent } from './numbers.js';
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
      ...energyLines(page, summary),
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
          ...rowsOf(
            page,
            ['axis', 'objective', 'lowest mean', 'highest mean', '% of variance'],
            sensitivity.map(({ axis, objective, explained, ...means }) => [
              axis,
              objective,
              bracketed(means.lowest, means.lowest_p5_p95),
              bracketed(means.highest, means.highest_p5_p95),
              percent(explained, 1),
            ]),
            2,
          ),
        ],
    legendLines(page, summary),
  ]);
}

/** What kind of number the energies are, and what both kinds together are good for. */
function energyLines(page: Page, { tables, objectives, points }: SweepSummary): string[] {
  const kinds = statusTexts(tables);
  const ranked = Object.keys(objectives).some((name) => isPower(name) || isEnergy(name));
  const mixed = kinds.length > 1 && ranked && points.ok > 0;
  return [
    ...kinds.flatMap((kind, index) => field(page, index === 0 ? 'energy' : '', kind)),
    ...(mixed ? field(page, '', 'the front ranks both kinds together, and means are over both') : []),
  ];
}

function frontLines(page: Page, front: readonly SweepRecord[], { axes, objectives }: SweepSummary): string[] {
  if (front.length === 0) return [page.style.bad('No point is ok')];
  const results = Object.keys(objectives);
  const titles = [...axes, ...results];
  const rows = front
    .slice(0, SHOWN)
    .map(({ values, results: found }) => [
      ...axes.map((axis) => valueText(values[axis]!)),
      ...results.map((name) => bracketed(found![name]!, limitsOf(found!, name))),
    ]);
  const more = front.length - SHOWN;
  return [
    page.style.heading(
      front.length === 1
        ? 'The best point'
        : `The Pareto front, ${front.length} points, the best ${results[0]} first`,
    ),
    ...rowsOf(page, titles, rows, 0),
    ...(more > 0 ? [`  and ${more} more in the results`] : []),
  ];
}

/** What brackets are, where there are any. */
function legendLines(page: Page, { front, objectives, sensitivity }: SweepSummary): string[] {
  const names = Object.keys(objectives);
  const some =
    front.slice(0, SHOWN).some(({ results = {} }) => names.some((name) => limitsOf(results, name))) ||
    sensitivity.some((means) => means.lowest_p5_p95 ?? means.highest_p5_p95);
  return some
    ? field(page, 'brackets', '5-95 %: where 90 % of the draws of a calibrated table put it; not measured')
    : [];
}

const valueText = (value: AxisValue): string => (typeof value === 'number' ? asGiven(value) : String(value));

/**
 * Rows as a table, or as a list where a table would be cut.
 *
 * @param leftColumns columns of text at the left
 */
function rowsOf(
  page: Page,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns: number,
): string[] {
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column]!)].map(widthOf)),
  );
  if (widths.reduce((sum, width) => sum + width + 2, 0) > page.width) {
    return rows.flatMap((row) =>
      item(page, row.map((cell, column) => quantity(titles[column]!, cell)).join(', ')),
    );
  }
  const columns = titles.map((title, index) => ({
    title,
    align: index < leftColumns ? ('left' as const) : ('right' as const),
  }));
  return table(columns, rows, page.width - 2).map(
    (line, index) => `  ${index === 0 ? page.style.dim(line) : line}`,
  );
}
