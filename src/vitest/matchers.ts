import { significant, grouped } from '../report/index.js';
import type { Interval, RunResult } from '../results/index.js';

/** What a matcher tells vitest. */
export interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}

/** Units that a failed budget of power or energy names. */
const NAMED_UNITS = 3;

/** The units that draw most, for whoever has to find where the energy went. */
function greatest({ power }: RunResult): string {
  return Object.entries(power.byUnit_uW)
    .sort(([, a], [, b]) => b - a)
    .slice(0, NAMED_UNITS)
    .map(([unit, uW]) => `${unit} ${significant(uW)} uW${within(power.byUnit_uW_p5_p95?.[unit])}`)
    .join(', ');
}

/** ` [0.8432 to 3.492]`: 5 to 95 %; nothing where the table gives no interval. */
const within = (interval: Interval | undefined): string =>
  interval === undefined ? '' : ` [${significant(interval[0])} to ${significant(interval[1])}]`;

function budget(
  what: string,
  unit: string,
  received: number,
  limit: number,
  { detail = '', interval }: { readonly detail?: string; readonly interval?: Interval | undefined } = {},
): Verdict {
  const limits = interval === undefined ? '' : `${within(interval)} (5-95 %)`;
  const show = (value: number): string => (unit === 'cycles' ? grouped(value) : significant(value, 6));
  const pass = received <= limit;
  return {
    pass,
    actual: received,
    expected: limit,
    message: () =>
      `expected ${what} to be ${pass ? 'more than' : 'at most'} ${show(limit)} ${unit}, received ${show(received)} ${unit}${limits}${detail === '' ? '' : ` (${detail})`}`,
  };
}

/**
 * Budgets of a run: what `expect(simulate(...))` or `expect(JSON of lmusim run --json)` can be held to. A budget that is
 * just met passes.
 */
export const budgetMatchers = {
  /** Average power of the accelerator, or of one unit of it, in uW. */
  toStayWithinPower_uW(result: RunResult, limit: number, unit?: string): Verdict {
    if (unit === undefined) {
      return budget('average power', 'uW', result.power.total_uW, limit, {
        detail: `most of it: ${greatest(result)}`,
        interval: result.power.total_uW_p5_p95,
      });
    }
    const received = result.power.byUnit_uW[unit];
    if (received === undefined) {
      const units = Object.keys(result.power.byUnit_uW).join(', ');
      throw new TypeError(`toStayWithinPower_uW: no unit '${unit}', but ${units}`);
    }
    return budget(`average power of ${unit}`, 'uW', received, limit, {
      interval: result.power.byUnit_uW_p5_p95?.[unit],
    });
  },

  /** Energy of one inference, in nJ. */
  toStayWithinEnergy_nJ(result: RunResult, limit: number): Verdict {
    const { perInference_nJ, perInference_nJ_p5_p95 } = result.energy;
    return budget('energy per inference', 'nJ', perInference_nJ, limit, {
      detail: `most of it: ${greatest(result)}`,
      interval: perInference_nJ_p5_p95,
    });
  },

  /** Cycles a frame of the slowest tile. */
  toStayWithinCycles(result: RunResult, limit: number): Verdict {
    return budget('cycles a frame', 'cycles', result.cycles.perFrame, limit);
  },

  /** Latency of the slowest frame, in ms. */
  toStayWithinLatency_ms(result: RunResult, limit: number): Verdict {
    return budget('latency', 'ms', result.latency_ms, limit);
  },
};
