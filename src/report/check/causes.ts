import type { CaseCheck, MetricCheck, MovedPart } from '../../results/index.js';
import { asGiven, grouped, significant } from '../numbers.js';

/** What each metric is called, and its unit. */
export const METRIC_TEXTS = {
  perFrame_cycles: { name: 'cycles a frame', unit: 'cycles' },
  latency_cycles: { name: 'latency', unit: 'cycles' },
  energyPerInference_nJ: { name: 'energy per inference', unit: 'nJ' },
} as const;

/** `+2.1 %`; `new` where nothing was expected. */
export function relativeChange(expected: number, received: number): string {
  if (expected === received) return '0 %';
  if (expected === 0) return 'new';
  const change = (100 * (received - expected)) / expected;
  const digits = Math.abs(change) < 0.01 ? change.toExponential(1) : grouped(change, 2);
  return `${change > 0 ? '+' : ''}${digits} %`;
}

/** `energy per inference 37.83 nJ, now 38.90 nJ (+2.83 %)`. */
export function metricText({ metric, expected, received }: MetricCheck): string {
  const { name, unit } = METRIC_TEXTS[metric];
  const [before, now] = distinct(expected, received);
  return `${name} ${before} ${unit}, now ${now} ${unit} (${relativeChange(expected, received)})`;
}

/** Both numbers with as many digits as tell them apart. */
function distinct(a: number, b: number): [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const texts: [string, string] = [significant(a, digits), significant(b, digits)];
    if (texts[0] !== texts[1]) return texts;
  }
  return [String(a), String(b)];
}

/** Why a part moved: `counts 1,200 -> 1,400`, `table macArray.multiply 0.045 -> 0.05`, `size`. */
export function causeText(part: MovedPart, { tableRows }: CaseCheck): string {
  const { expected, received, causes } = part;
  return causes
    .map((cause) => {
      switch (cause) {
        case 'counts':
          return `counts ${grouped(expected.count)} -> ${grouped(received.count)}`;
        case 'table': {
          const moved = tableRows.find(({ row }) => row === part.tableRow)!;
          return `table row ${moved.row} ${asGiven(moved.expected!)} -> ${asGiven(moved.received!)}`;
        }
        case 'size': {
          const [before, now] = [expected, received].map(({ energy_pJ, count }) => energy_pJ / count);
          return `size: ${significant(before!)} -> ${significant(now!)} pJ each`;
        }
      }
    })
    .join('; ');
}

/** Everything that is wrong with a case, a line each, the most important first. */
export function movements(check: CaseCheck): string[] {
  const { predictions, metrics, moved } = check;
  return [
    ...(predictions.ok
      ? []
      : [`predictions ${predictions.expected.join(', ')}, now ${predictions.received.join(', ')}`]),
    ...metrics.filter(({ ok }) => !ok).map(metricText),
    ...moved.map(
      (part) =>
        `${part.tile} ${part.action} ${part.change_pJ > 0 ? '+' : ''}${significant(part.change_pJ)} pJ: ${causeText(part, check)}`,
    ),
  ];
}

/** `other inputs than in the baseline: table`, or nothing. */
export function inputsText({ changedInputs }: CaseCheck): string | undefined {
  return changedInputs.length === 0
    ? undefined
    : `other inputs than the baseline's: ${changedInputs.join(', ')}`;
}
