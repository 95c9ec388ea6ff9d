import type { Interval } from '../results/index.js';
import { significant } from './numbers.js';

/** `5.692 to 7.267`. */
export const between = ([p5, p95]: Interval): string => `${significant(p5)} to ${significant(p95)}`;

/** ` (5-95 %: 5.692 to 7.267)`; nothing where a table gives no interval. */
export const intervalText = (interval: Interval | undefined): string =>
  interval === undefined ? '' : ` (5-95 %: ${between(interval)})`;
