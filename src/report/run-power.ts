import type { Interval, PowerBreakdown, RunResult } from '../results/index.js';
import { bar } from './bars.js';
import { statusTexts } from './energy-status.js';
import { intervalText } from './intervals.js';
import { field, several, type Page } from './layout.js';
import { asGiven, decimalsFor, grouped, percent, significant } from './numbers.js';
import { fit, padEnd, padStart, quantity } from './text.js';

/** What each kind of energy is called in the report; an unknown one keeps its name. */
const KINDS: Readonly<Record<string, string>> = {
  dynamic: 'dynamic',
  clockActive: 'clock',
  clockIdle: 'idle clock',
  leakage: 'leakage',
  retention: 'retention',
  laneStatic: 'static of lanes',
};

const NAME_WIDTH = 17;

/** Average power, energy for each inference, and where they go. */
export function powerLines(result: RunResult, page: Page): string[] {
  const { power, energy, table } = result;
  const { style } = page;
  return [
    style.heading(fit(`Power (${statusTexts([table]).join('; ')})`, page.width)),
    ...field(
      page,
      'average',
      `${significant(power.total_uW)} uW${intervalText(power.total_uW_p5_p95)}`,
      style.strong,
    ),
    ...field(
      page,
      'energy',
      `${significant(energy.perInference_nJ)} nJ an inference${intervalText(energy.perInference_nJ_p5_p95)}, which is ${inferenceText(result)}`,
    ),
    ...field(page, 'table rows', kindsText(power.byRowKind_uW)),
    '',
    ...breakdownLines(result, page),
  ];
}

/** The time of which an inference has the energy (docs/accelerator.md, A1 and A2). */
function inferenceText({ accounting, hardware, cycles, recordings }: RunResult): string {
  if (accounting === 'steady') return `a frame of ${quantity(asGiven(hardware.framePeriod_ms), 'ms')}`;
  const frames = recordings.reduce((sum, recording) => sum + recording.frames.length, 0);
  const time_ms = cycles.accounted / frames / hardware.clock_kHz;
  return `${quantity(significant(time_ms), 'ms')} here: the whole run, filling and draining too, over its ${several(grouped(frames), 'frame')}`;
}

/** `assumed for 72.1 % of the power, derived for 27.9 %`: how the values behind a power were obtained. */
function kindsText(byRowKind_uW: PowerBreakdown): string {
  const total = Object.values(byRowKind_uW).reduce((sum, uW) => sum + uW, 0);
  const [first, ...others] = descending(byRowKind_uW).filter(([, uW]) => uW > 0);
  if (first === undefined) return 'none that cost anything';
  if (others.length === 0) return `${first[0]} for all of the power`;
  const shares = others.map(([kind, uW]) => `${kind} for ${percent(uW, total)} %`);
  return [`${first[0]} for ${percent(first[1], total)} % of the power`, ...shares].join(', ');
}

const descending = (view: PowerBreakdown): [string, number][] =>
  Object.entries(view).sort(([, a], [, b]) => b - a);

/** Power by unit and by kind, and what gating saved. */
function breakdownLines({ power }: RunResult, { style, width }: Page): string[] {
  const decimals = decimalsFor(Math.max(...Object.values(power.byUnit_uW)));
  const watts = (uW: number): string => grouped(uW, decimals);
  const shown = [power.byUnit_uW, power.byKind_uW, power.savedByGatingByUnit_uW].flatMap((view) =>
    Object.values(view),
  );
  const numberWidth = Math.max(6, ...[...shown, power.savedByGating_uW].map((uW) => watts(uW).length));
  const limits = (interval: Interval | undefined): string =>
    interval === undefined ? '' : `${watts(interval[0])} to ${watts(interval[1])}`;
  const limitsWidth = Math.max(
    0,
    ...[power.byUnit_uW_p5_p95, power.byKind_uW_p5_p95, power.savedByGatingByUnit_uW_p5_p95].flatMap(
      (view = {}) => Object.values(view).map((interval) => limits(interval).length),
    ),
    limits(power.savedByGating_uW_p5_p95).length,
  );
  const barWidth = Math.max(
    0,
    width - 2 - NAME_WIDTH - numberWidth - 2 - 6 - 2 - (limitsWidth > 0 ? limitsWidth + 2 : 0),
  );
  const line = (name: string, uW: string, share: string, interval = ''): string =>
    `  ${padEnd(name, NAME_WIDTH)}${padStart(uW, numberWidth)}  ${limitsWidth > 0 ? `${padStart(interval, limitsWidth)}  ` : ''}${padStart(share, 6)}`;
  const heading = (name: string): string => style.dim(line(name, 'uW', '%', '5-95 %'));
  const shares = (
    view: PowerBreakdown,
    whole_uW: number,
    nameOf = (name: string): string => name,
    intervals: Readonly<Record<string, Interval>> = {},
  ): string[] => {
    const sorted = descending(view);
    const greatest = sorted[0]?.[1] ?? 0;
    return sorted.map(([name, uW]) => {
      const drawn = greatest === 0 ? '' : bar(uW / greatest, barWidth);
      const text = line(nameOf(name), watts(uW), percent(uW, whole_uW), limits(intervals[name]));
      return drawn === '' ? text : `${text}  ${style.bar(drawn)}`;
    });
  };
  const ungated_uW = power.total_uW + power.savedByGating_uW;
  const saved = line(
    'saved by gating',
    watts(power.savedByGating_uW),
    percent(power.savedByGating_uW, ungated_uW),
    limits(power.savedByGating_uW_p5_p95),
  );
  const savedOf = '  of the ungated power';
  const present = ([, uW]: readonly [string, number]): boolean => uW > 0;
  return [
    heading('by unit'),
    ...shares(power.byUnit_uW, power.total_uW, undefined, power.byUnit_uW_p5_p95),
    '',
    heading('by kind'),
    ...shares(power.byKind_uW, power.total_uW, (name) => KINDS[name] ?? name, power.byKind_uW_p5_p95),
    '',
    saved.length + savedOf.length <= width ? saved + style.dim(savedOf) : saved,
    ...shares(
      Object.fromEntries(Object.entries(power.savedByGatingByUnit_uW).filter(present)),
      ungated_uW,
      undefined,
      power.savedByGatingByUnit_uW_p5_p95,
    ),
  ];
}
