import { registers } from '../transistors.js';
import { declareUnit } from '../unit.js';

/** Channel flags, readiness, frame timer, wake counter. */
const REGISTER_BITS = 40;

export const alwaysOn = declareUnit({
  name: 'alwaysOn',
  about: 'channel flags, readiness and wake; never gated',
  schema: undefined,
  ports: ['unit'],
  domains: () => 1,
  registerBitsPerDomain: () => REGISTER_BITS,
  memoryBits: () => 0,
  logicTransistors: () => registers(REGISTER_BITS) + 500,
  actions: {},
});
