import { declareUnit } from '../unit.js';

/** The one unit that belongs to the accelerator and to no tile. */
export const clockTree = declareUnit({
  name: 'clockTree',
  about: 'distributes the clock to all tiles; active in every cycle',
  schema: undefined,
  ports: ['unit'],
  domains: () => 1,
  registerBitsPerDomain: () => 0,
  memoryBits: () => 0,
  modules: () => [],
  actions: {},
});
