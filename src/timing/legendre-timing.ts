import type { UnitContext } from '../hardware/index.js';
import type { Legendre } from '../program/index.js';
import { singleDomainWork, type Execution } from './execution.js';

/** A legendre instruction in closed form (docs/accelerator.md, T3 and T5); the unit's mode decides which. */
export function legendreExecution(legendre: Legendre, { tile, outputsPerCycle }: UnitContext): Execution {
  const { order, memories } = legendre;
  const states = memories * order;
  const unit = tile.legendreUnit;
  const passes = Math.ceil(order / unit.lanes);
  const lastRows = order - (passes - 1) * unit.lanes;
  // Words of coefficients: one a cycle while the lanes compute.
  const computed = unit.mode === 'dense' ? memories * passes * (order + 1) : states;
  const products = unit.mode === 'dense' ? states * (order + 1) : states;
  const cycles = unit.mode === 'dense' ? computed + order + lastRows + 3 : computed + order + 4;
  const inputWords = Math.ceil(memories / outputsPerCycle);
  const readoutWords = Math.ceil(states / outputsPerCycle);
  return {
    cycles,
    activities: { legendre: cycles },
    events: {
      'coefficientSram.read': computed,
      'stateSram.read': states,
      'stateSram.write': states,
      'vectorSram.read': inputWords,
      'vectorSram.write': readoutWords,
      'legendreUnit.multiply': products,
      'legendreUnit.accumulate': products,
      'legendreUnit.runningSum': unit.mode === 'scan' ? states : 0,
      'legendreUnit.requantise': states,
    },
    work: [
      singleDomainWork('legendreUnit', 'unit', cycles),
      singleDomainWork('coefficientSram', 'read', computed),
      singleDomainWork('stateSram', 'read', states),
      singleDomainWork('stateSram', 'write', states),
      singleDomainWork('vectorSram', 'read', inputWords),
      singleDomainWork('vectorSram', 'write', readoutWords),
    ],
    channelWrites: undefined,
  };
}
