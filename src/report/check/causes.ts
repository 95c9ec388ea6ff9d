import type { CaseCheck, MetricCheck, MovedPart, SimulatedRow } from '../../results/index.js';
import { between } from '../intervals.js';
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

/** `energy per inference 37.83 nJ, now 38.90 nJ (+2.83 %; 5-95 %: 35.1 to 41.2)`. */
export function metricText(
  { metric, expected, received }: MetricCheck,
  { energyPerInference_nJ_p5_p95: energy }: CaseCheck,
): string {
  const { name, unit } = METRIC_TEXTS[metric];
  const [before, now] = distinct(expected, received);
  const known = metric === 'energyPerInference_nJ' && energy ? `; 5-95 %: ${between(energy)}` : '';
  return `${name} ${before} ${unit}, now ${now} ${unit} (${relativeChange(expected, received)}${known})`;
}

/** Both numbers with as many digits as tell them apart. */
function distinct(a: number, b: number): [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const texts: [string, string] = [significant(a, digits), significant(b, digits)];
    if (texts[0] !== texts[1]) return texts;
  }
  return [String(a), String(b)];
}

/** `0.045 pJ`. */
function rowText({ value, valueUnit }: SimulatedRow): string {
  return `${asGiven(value)} ${valueUnit.replaceAll('_', ' ')}`;
}

/** Why a part moved: `counts 1,200 -> 1,400`, `table row macArray.multiply 0.045 pJ -> 0.05 pJ`, `size`. */
export function causeText(part: MovedPart, { tableRows }: CaseCheck): string {
  const { expected, received, causes } = part;
  return causes
    .map((cause) => {
      switch (cause) {
        case 'counts':
          return `counts ${grouped(expected.count)} -> ${grouped(received.count)}`;
        case 'table': {
          const moved = tableRows.find(({ row }) => row === part.tableRow)!;
          return `table row ${moved.row} ${rowText(moved.expected!)} -> ${rowText(moved.received!)}`;
        }
        case 'size': {
          const [before, now] = [expected, received].map(({ energy_pJ, count }) => energy_pJ / count);
          return `size: ${significant(before!)} -> ${significant(now!)} pJ each`;
        }
      }
    })
    .join('; ');
}

/** One thing that is not as the baseline has it. */
export interface Movement {
  /** What moved: `energy per inference`, `tile 1 macArray.multiply`. */
  readonly subject: string;
  /** How, in one line that names the subject. */
  readonly text: string;
}

/** Everything that is wrong with a case, the most important first. */
export function movements(check: CaseCheck): Movement[] {
  const { predictions, realTime, metrics, moved } = check;
  return [
    ...(predictions.ok
      ? []
      : [
          {
            subject: 'predictions',
            text: `predictions ${predictions.expected.join(', ')}, now ${predictions.received.join(', ')}`,
          },
        ]),
    ...(realTime.ok
      ? []
      : [
          {
            subject: 'real time',
            text: `real time ${metOrMissed(realTime.expected)}, now ${metOrMissed(realTime.received)}`,
          },
        ]),
    ...metrics
      .filter(({ ok }) => !ok)
      .map((metric) => ({ subject: METRIC_TEXTS[metric.metric].name, text: metricText(metric, check) })),
    ...moved.map((part) => {
      const subject = `${part.tile} ${part.action}`;
      const change = `${part.change_pJ > 0 ? '+' : ''}${significant(part.change_pJ)} pJ`;
      return { subject, text: `${subject} ${change}: ${causeText(part, check)}` };
    }),
  ];
}

const metOrMissed = (ok: boolean): string => (ok ? 'met' : 'missed');

/** That a case misses real time, where it did so before too, or nothing. */
export function missedText({ realTime: { ok, received } }: CaseCheck): string | undefined {
  return ok && !received ? 'real time missed, as in the baseline' : undefined;
}

/** `other inputs than in the baseline: table`, or nothing. */
export function inputsText({ changedInputs }: CaseCheck): string | undefined {
  return changedInputs.length === 0
    ? undefined
    : `other inputs than the baseline's: ${changedInputs.join(', ')}`;
}
