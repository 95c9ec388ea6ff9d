/**
 * Matchers for vitest that hold runs to budgets of power, energy and cycles. Importing the module extends `expect`.
 *
 * @module lmusim/vitest
 */
import { expect } from 'vitest';
import { budgetMatchers } from './matchers.js';

export { budgetMatchers, type Verdict } from './matchers.js';

expect.extend(budgetMatchers);

/** What `expect(run)` can be asked, with `.not` too. */
export interface BudgetMatchers<Returned = unknown> {
  /** Average power of the accelerator, or of one unit of it, is at most `limit` uW. */
  toStayWithinPower_uW(limit: number, unit?: string): Returned;
  /** Energy of one inference is at most `limit` nJ. */
  toStayWithinEnergy_nJ(limit: number): Returned;
  /** The slowest tile takes at most `limit` cycles a frame. */
  toStayWithinCycles(limit: number): Returned;
  /** The slowest frame's latency is at most `limit` ms. */
  toStayWithinLatency_ms(limit: number): Returned;
}

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-explicit-any -- vitest's own parameter
  interface Matchers<T = any> extends BudgetMatchers<T> {}
}
