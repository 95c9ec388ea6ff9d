/** Digits of figures of a fit: more than anyone reads, fewer than engines differ in. */
const DIGITS = 6;

export const rounded = (value: number, digits = DIGITS): number => Number(value.toPrecision(digits));
