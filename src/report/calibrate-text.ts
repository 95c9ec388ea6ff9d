import type { CalibrateResult, CalibratedParameter, ShapeFit } from '../results/index.js';
import { groupedTable } from './grouped-table.js';
import { between, limitsText } from './intervals.js';
import { document, field, item, pageOf, type Page } from './layout.js';
import { asGiven, grouped, significant } from './numbers.js';
import type { TextOptions } from './style.js';
import { table, type Column } from './table.js';
import { wrap } from './text.js';

/** A fit for a person to read: what it met, what it moved, and what it cannot know. */
export function calibrateText(result: CalibrateResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { target, table, seed } = result;
  return document([
    [
      ...field(page, 'target', target.name),
      ...field(page, 'table', `${table.name}, where the fit starts`),
      ...field(page, 'seed', seed),
    ],
    powerLines(result, page),
    rowLines(result, page),
    result.shape === null ? [] : shapeLines(result.shape, result, page),
    unidentifiedLines(result, page),
    predictionLines(result, page),
    verdictLines(result, page),
    wrap(
      `Calibrated values are fitted, not measured. An interval holds the middle 90 % of the posterior, given the model, its priors and the target. Here it is of all ${grouped(result.convergence.draws)} draws; a table keeps some of them, so that limits by its draws, as run prints them, differ somewhat.`,
      page.width,
    ).map(page.style.dim),
  ]);
}

function lined(columns: readonly Column[], rows: readonly (readonly string[])[], page: Page): string[] {
  return table(columns, rows, page.width - 2).map(
    (line, index) => `  ${index === 0 ? page.style.dim(line) : line}`,
  );
}

const legend = (text: string, page: Page): string[] =>
  wrap(text, page.width - 2).map((line) => `  ${page.style.dim(line)}`);

const left = (title: string): Column => ({ title, align: 'left' });
const right = (title: string): Column => ({ title, align: 'right' });

function powerLines({ powers }: CalibrateResult, page: Page): string[] {
  return [
    page.style.heading('Powers that the fit follows (uW)'),
    ...lined(
      [left(''), right('stated'), right('calibrated'), left('5-95 %'), right('off, %'), right('prior')],
      powers.map(({ name, target_uW, power_uW, power_uW_p5_p95, prior_uW }) => [
        name,
        asGiven(target_uW),
        significant(power_uW),
        between(power_uW_p5_p95),
        grouped(100 * (power_uW / target_uW - 1), 2),
        significant(prior_uW),
      ]),
      page,
    ),
    ...legend('Prior: at the medians of the priors, before the fit; not calibrated, no interval.', page),
  ];
}

function rowLines({ parameters, calibration }: CalibrateResult, page: Page): string[] {
  return [
    page.style.heading('Rows, those of one judgement together'),
    ...groupedTable(
      [left('row'), right('prior'), right('calibrated'), right('sigma'), left('5-95 %'), right('width')],
      parameters.map((row) => ({
        group: row.valueUnit.replaceAll('_', ' '),
        cells: [
          row.rows.length === 1 ? row.name : `${row.name} +${row.rows.length - 1}`,
          asGiven(row.prior.value),
          significant(row.value),
          signed(row),
          limitsText([row.posterior.p5, row.posterior.p95]),
          grouped(row.width_ratio, 2),
        ],
      })),
      { ...page, width: page.width - 2 },
    ).map((line) => `  ${line}`),
    ...legend(
      `Prior: its median, not calibrated. Sigma: how far the most probable value lies from it, in its spread; the greatest is ${grouped(calibration.greatestShift_sigma, 2)}, the bound 2. Width: what is left of the spread.`,
      page,
    ),
  ];
}

function signed({ shift_sigma, atBound }: CalibratedParameter): string {
  const text = grouped(shift_sigma, 2);
  const shown = Number(text) === 0 ? '0.00' : shift_sigma > 0 ? `+${text}` : text;
  return atBound ? `${shown} !` : shown;
}

function shapeLines(shape: ShapeFit, { controls }: CalibrateResult, page: Page): string[] {
  const { bins, minimum, points, infeasible_kHz, commonFactor, rms_ln, busyAtMost } = shape;
  const clocks = minimum.within2percent_kHz;
  return [
    page.style.heading(`Shape of ${shape.name}, at ${grouped(100 * busyAtMost, 1)} % of the frame at most`),
    ...lined(
      [left('kHz'), right('stated, uW'), right('model, uW'), left('5-95 %'), right('off, %')],
      bins.map(({ from_kHz, to_kHz, data_uW, model_uW, model_uW_p5_p95 }) => [
        from_kHz === to_kHz ? asGiven(from_kHz) : `${asGiven(from_kHz)} to ${asGiven(to_kHz)}`,
        significant(data_uW),
        significant(model_uW),
        between(model_uW_p5_p95),
        grouped(100 * (model_uW / data_uW - 1), 1),
      ]),
      page,
    ),
    ...field(
      page,
      'fit',
      `${grouped(100 * rms_ln, 1)} % rms after the common factor ${significant(commonFactor)}`,
    ),
    ...field(
      page,
      'minimum',
      `${significant(minimum.power_uW)} uW (5-95 %: ${between(minimum.power_uW_p5_p95)}) at ${asGiven(minimum.clock_kHz)} kHz; within 2 % of it at ${clocks.map(asGiven).join(', ')} kHz`,
    ),
    ...field(
      page,
      'ends',
      `${significant(minimum.lowest_ratio, 3)} times the minimum at ${asGiven(points[0]!.clock_kHz)} kHz, ${significant(minimum.highest_ratio, 3)} times at ${asGiven(points.at(-1)!.clock_kHz)} kHz`,
    ),
    ...field(
      page,
      'infeasible',
      infeasible_kHz.length === 0 ? 'no clock' : `${infeasible_kHz.map(asGiven).join(', ')} kHz`,
    ),
    ...controls.flatMap(({ name, rms_ln: rms, worse_squaredSigmas }) =>
      field(
        page,
        'control',
        `${name}: ${grouped(100 * rms, 1)} % rms${worse_squaredSigmas === undefined ? '' : `, ${significant(worse_squaredSigmas, 3)} squared sigmas worse in all`}`,
      ),
    ),
  ];
}

function unidentifiedLines({ unidentified: { parameters, pairs } }: CalibrateResult, page: Page): string[] {
  if (parameters.length + pairs.length === 0) return [];
  return [
    page.style.heading('What the target cannot tell'),
    ...(parameters.length === 0
      ? []
      : item(page, `hardly better known than by the prior: ${parameters.join(', ')}`)),
    ...pairs.flatMap(({ a, b, correlation }) =>
      item(page, `${a} against ${b}: only together, correlation ${grouped(correlation, 2)}`),
    ),
  ];
}

function predictionLines({ predictions }: CalibrateResult, page: Page): string[] {
  if (predictions.length === 0) return [];
  return [
    page.style.heading('Predictions of designs that took no part (uW)'),
    ...lined(
      [left(''), right('calibrated'), right('median'), left('5-95 %')],
      predictions.map(({ name, power_uW, power_uW_median, power_uW_p5_p95 }) => [
        name,
        significant(power_uW),
        significant(power_uW_median),
        between(power_uW_p5_p95),
      ]),
      page,
    ),
  ];
}

function verdictLines({ convergence, parameters, missed }: CalibrateResult, page: Page): string[] {
  const { ok, chains, draws, greatest_rHat, least_effectiveDraws } = convergence;
  const bound = parameters.filter(({ atBound }) => atBound).map(({ name }) => name);
  const text = `${ok ? '' : 'they do not agree: '}${chains} chains, ${grouped(draws)} draws worth at least ${grouped(least_effectiveDraws)}; R-hat at most ${grouped(greatest_rHat, 4)}${ok ? '' : '; wider spreads of the powers are easier to follow'}`;
  return [
    ...field(page, 'chains', text, ok ? undefined : page.style.bad),
    ...(bound.length === 0
      ? field(page, 'bounds', 'none was hit')
      : field(
          page,
          'bounds',
          `hit by ${bound.join(', ')}: the target needs more than two sigma, and is not met honestly`,
          page.style.bad,
        )),
    ...(missed.length === 0
      ? []
      : field(
          page,
          'missed',
          `${missed.join(', ')}: off by more than twice the spread, so the target contradicts itself or its spreads are too small`,
          page.style.bad,
        )),
  ];
}
