import { z } from 'zod';
import { count, memoryGating, retention } from '../clock-gating.js';
import { action, declareUnit } from '../unit.js';

export const coefficientSramSchema = z.strictObject({
  words: count('words of one coefficient for each Legendre lane').default(32),
  clockGating: memoryGating,
  retention,
});

export const coefficientSram = declareUnit({
  name: 'coefficientSram',
  about: 'A and B, or the coefficients of the scan',
  schema: coefficientSramSchema,
  ports: ['read'],
  domains: () => 1,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile }) =>
    tile.coefficientSram.words * tile.legendreUnit.lanes * tile.legendreUnit.coefficientBits,
  modules: ({ tile: { legendreUnit: unit } }) => [
    { module: 'readOnlySram', parameters: { WIDTH: unit.lanes * unit.coefficientBits, BANKS: 1 } },
  ],
  actions: {
    read: action('words read', ({ tile }) => [tile.legendreUnit.lanes * tile.legendreUnit.coefficientBits]),
  },
});
