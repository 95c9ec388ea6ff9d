import type { Interval } from '../results/index.js';
import { significant } from './numbers.js';
import { quantity } from './text.js';

/** `5.692 to 7.267`. */
export const between = ([p5, p95]: Interval): string => `${significant(p5)} to ${significant(p95)}`;

/** ` (5-95 %: 5.692 to 7.267)`; nothing where a table gives no interval. */
export const intervalText = (interval: Interval | undefined): string =>
  interval === undefined ? '' : ` (5-95 %: ${between(interval)})`;

/** `5.92-7.22`, for tables that have no room for more. */
export const limitsText = ([p5, p95]: Interval): string => `${significant(p5, 3)}-${significant(p95, 3)}`;

/** `6.429 [5.92-7.22]`; the figure alone where a table gives no interval. */
export const bracketed = (figure: number, interval: Interval | undefined): string =>
  withLimits(significant(figure), interval);

/** The same of a figure that is text already. */
export const withLimits = (figure: string, interval: Interval | undefined): string =>
  interval === undefined ? figure : quantity(figure, `[${limitsText(interval)}]`);

/** The limits that a result of a sweep has among the others. */
export function limitsOf(results: Readonly<Record<string, number>>, name: string): Interval | undefined {
  const [p5, p95] = [results[`${name}_p5`], results[`${name}_p95`]];
  return p5 === undefined || p95 === undefined ? undefined : [p5, p95];
}
