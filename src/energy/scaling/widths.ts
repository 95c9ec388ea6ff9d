import type { ScalingRule } from '../../results/index.js';

export const LINEAR_RULE: ScalingRule = {
  name: 'width-linear',
  does: 'energy in proportion to one width: adders, comparators, shifters, registers, bits of a word',
  source:
    'M. Horowitz, ISSCC 2014, 45 nm: an 8-bit addition takes 0.03 pJ, a 32-bit one 0.1 (a quarter by the rule: 0.025)',
  valid: 'any width of the hardware',
};

export const PRODUCT_RULE: ScalingRule = {
  name: 'width-product',
  does: 'energy in proportion to the product of two widths: array multipliers',
  source:
    'M. Horowitz, ISSCC 2014, 45 nm: an 8-bit multiplication takes 0.2 pJ, a 32-bit one 3.1 (a sixteenth by the rule: 0.19)',
  valid: 'any widths of the hardware',
};

/** Energy relative to reference widths, one ratio for each of these. */
export function relativeWidths(from_bits: readonly number[], to_bits: readonly number[]): number {
  return from_bits.reduce((product, bits, i) => (product * to_bits[i]!) / bits, 1);
}

/** Not a rule of scaling but of what is built: see the row `implementation.factor`. */
export const IMPLEMENTATION_RULE: ScalingRule = {
  name: 'implementation-factor',
  does: 'products, registers and memories as built, in proportion to the sums of their parts',
  source: 'the row implementation.factor of the table',
  valid: 'as the row says',
};
