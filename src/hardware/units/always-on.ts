import type { RtlModule } from '../rtl-modules.js';
import { flipFlops } from '../transistors.js';
import { declareUnit, type UnitContext } from '../unit.js';

/** Channel flags, readiness, wake counter. */
const logic = ({ tile }: UnitContext): RtlModule => ({
  module: 'alwaysOn',
  parameters: { BUFFERS: tile.channel.buffers },
});

export const alwaysOn = declareUnit({
  name: 'alwaysOn',
  about: 'channel flags, readiness and wake; never gated',
  schema: undefined,
  ports: ['unit'],
  domains: () => 1,
  registerBitsPerDomain: (context) => flipFlops(logic(context)),
  memoryBits: () => 0,
  modules: (context) => [logic(context)],
  actions: {},
});
