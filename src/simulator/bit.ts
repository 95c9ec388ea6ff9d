/**
 * A register of one bit, or a flag that the cycle loop looks at. V8 tests a boolean that it loads from a field for all the
 * values that are false (six comparisons), and a small integer by one.
 */
export type Bit = 0 | 1;
