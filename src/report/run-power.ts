import type { PowerBreakdown, RunResult } from '../results/index.js';
import { bar } from './bars.js';
import { field, type Page } from './layout.js';
import { asGiven, decimalsFor, grouped, percent, significant } from './numbers.js';
import { fit, oneLine, padEnd, padStart, quantity } from './text.js';

/** What each kind of energy is called in the report; an unknown one keeps its name. */
const KINDS: Readonly<Record<string, string>> = {
  dynamic: 'dynamic',
  clockActive: 'clock',
  clockIdle: 'idle clock',
  leakage: 'leakage',
};

const NAME_WIDTH = 17;

/** Average power, energy for each inference, and where they go. */
export function powerLines(result: RunResult, page: Page): string[] {
  const { power, energy, table, hardware } = result;
  const { style } = page;
  const status =
    table.status === 'calibrated' ? `calibrated, table ${table.name}` : 'bottom-up estimate, not calibrated';
  const decimals = decimalsFor(Math.max(...Object.values(power.byUnit_uW)));
  const watts = (uW: number): string => grouped(uW, decimals);
  const numberWidth = Math.max(
    6,
    ...[...Object.values(power.byUnit_uW), ...Object.values(power.byKind_uW), power.savedByGating_uW].map(
      (uW) => watts(uW).length,
    ),
  );
  const barWidth = Math.max(0, page.width - 2 - NAME_WIDTH - numberWidth - 2 - 6 - 2);
  const line = (name: string, uW: string, share: string): string =>
    `  ${padEnd(name, NAME_WIDTH)}${padStart(uW, numberWidth)}  ${padStart(share, 6)}`;
  const shares = (view: PowerBreakdown, nameOf: (name: string) => string): string[] => {
    const sorted = Object.entries(view).sort(([, a], [, b]) => b - a);
    const greatest = sorted[0]?.[1] ?? 0;
    return sorted.map(([name, uW]) => {
      const drawn = greatest === 0 ? '' : bar(uW / greatest, barWidth);
      const text = line(nameOf(name), watts(uW), percent(uW, power.total_uW));
      return drawn === '' ? text : `${text}  ${style.bar(drawn)}`;
    });
  };
  const withoutGating_uW = power.total_uW + power.savedByGating_uW;
  const saved = line(
    'saved by gating',
    watts(power.savedByGating_uW),
    percent(power.savedByGating_uW, withoutGating_uW),
  );
  const savedOf = '  of the ungated power';
  const savedLine = saved.length + savedOf.length <= page.width ? saved + style.dim(savedOf) : saved;
  return [
    style.heading(fit(oneLine(`Power (${status})`), page.width)),
    ...field(page, 'average', `${significant(power.total_uW)} uW`, style.strong),
    ...field(
      page,
      'energy',
      `${significant(energy.perInference_nJ)} nJ an inference, which is a frame of ${quantity(asGiven(hardware.framePeriod_ms), 'ms')}`,
    ),
    '',
    style.dim(line('by unit', 'uW', '%')),
    ...shares(power.byUnit_uW, (name) => name),
    '',
    style.dim(line('by kind', 'uW', '%')),
    ...shares(power.byKind_uW, (name) => KINDS[name] ?? name),
    savedLine,
  ];
}
