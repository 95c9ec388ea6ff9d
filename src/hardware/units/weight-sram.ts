import { z } from 'zod';
import { bankWords, count, memoryGating, retention } from '../clock-gating.js';
import { action, dataAction, declareUnit } from '../unit.js';

export const weightSramSchema = z.strictObject({
  banks: count('banks').default(1),
  bankWords: bankWords('words of a bank; a word is one weight for each lane'),
  clockGating: memoryGating,
  retention,
});

export const weightSram = declareUnit({
  name: 'weightSram',
  about: 'weights; a word is one weight for each lane',
  schema: weightSramSchema,
  ports: ['read'],
  domains: ({ tile }) => tile.weightSram.banks,
  registerBitsPerDomain: () => 0,
  memoryBits: ({ tile }) =>
    tile.weightSram.banks * tile.weightSram.bankWords * tile.macArray.lanes * tile.macArray.weightBits,
  modules: ({ tile: { macArray: mac, weightSram } }) => [
    {
      module: 'readOnlySram',
      parameters: { WIDTH: mac.lanes * mac.weightBits, BANKS: weightSram.banks },
    },
  ],
  actions: {
    read: action('words read', ({ tile }) => [tile.macArray.lanes * tile.macArray.weightBits]),
    readToggle: dataAction('output bits that changed', () => [1]),
  },
});
