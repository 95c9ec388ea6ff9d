import type { UnitContext } from '../hardware/index.js';
import { instructionWords, type Instruction } from '../program/index.js';
import { singleDomainWork, type Execution } from './execution.js';
import { gemvExecution } from './gemv-timing.js';
import { legendreExecution } from './legendre-timing.js';

/** One execution of one instruction, fetch and decode included. Every number is exact. */
export interface InstructionTiming extends Execution {
  /** k of rule T2: the execution begins k + 1 cycles after the fetch. */
  readonly words: number;
  /** k + 1 + X. */
  readonly occupied_cycles: number;
}

/**
 * The cycles, events and clocked work of one execution of an instruction (T2 to T5, G3, section 8), without
 * data-dependent events. `recv` is timed as ready in its first cycle (X = 1); `halt` up to its first halted cycle.
 */
export function instructionTiming(instruction: Instruction, context: UnitContext): InstructionTiming {
  const words = instructionWords(instruction);
  const execution = executionOf(instruction, context);
  const occupied_cycles = words + 1 + execution.cycles;
  return {
    cycles: execution.cycles,
    words,
    occupied_cycles,
    activities: { fetch: words, decode: 1, ...execution.activities },
    events: {
      'programSram.read': words,
      'sequencer.issue': instruction.op === 'halt' ? 0 : 1,
      ...execution.events,
    },
    work: [
      singleDomainWork('sequencer', 'unit', occupied_cycles),
      singleDomainWork('programSram', 'read', words),
      ...execution.work,
    ],
    channelWrites: execution.channelWrites,
  };
}

function executionOf(instruction: Instruction, context: UnitContext): Execution {
  switch (instruction.op) {
    case 'halt':
      return { cycles: 0, activities: {}, events: {}, work: [], channelWrites: undefined };
    case 'jump':
    case 'recv':
    case 'send':
      return { cycles: 1, activities: { control: 1 }, events: {}, work: [], channelWrites: undefined };
    case 'clear': {
      const { length } = instruction;
      const unit = instruction.memory === 'state' ? 'stateSram' : 'vectorSram';
      return {
        cycles: length,
        activities: { clear: length },
        events: { [`${unit}.write`]: length },
        work: [singleDomainWork(unit, 'write', length)],
        channelWrites: undefined,
      };
    }
    case 'gemv':
      return gemvExecution(instruction, context);
    case 'legendre':
      return legendreExecution(instruction, context);
  }
}
