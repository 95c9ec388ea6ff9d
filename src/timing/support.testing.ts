import { defineHardware, type HardwareConfiguration, type UnitContext } from '../hardware/index.js';
import {
  instructionWords,
  type Gemv,
  type Instruction,
  type Legendre,
  type OperandSegment,
  type Program,
  type TileProgram,
} from '../program/index.js';

/** A hardware file as an object, with small tiles; every value can be replaced. */
export interface TestHardware {
  readonly lanes?: number;
  readonly outputsPerCycle?: number;
  readonly mode?: 'dense' | 'scan';
  readonly legendreLanes?: number;
  readonly buffers?: number;
  readonly wake_cycles?: number;
  readonly clock_kHz?: number;
  readonly framePeriod_ms?: number;
  readonly maxLatency_ms?: number;
  /** Policy of every memory, of the MAC array and of the other units; the defaults of hardware files otherwise. */
  readonly gating?: 'never' | 'whenIdle' | 'finest';
  readonly retention?: boolean;
  readonly tiles?: number;
}

export function testHardware(options: TestHardware = {}): HardwareConfiguration {
  const { gating = 'finest', retention = false } = options;
  const memory = { clockGating: gating === 'finest' ? 'perBank' : gating, retention };
  const unit = { clockGating: gating === 'finest' ? 'whenIdle' : gating };
  return defineHardware({
    name: 'test',
    technology: { node_nm: 22, voltage_V: 0.8 },
    clock_kHz: options.clock_kHz ?? 1000,
    framePeriod_ms: options.framePeriod_ms ?? 1,
    maxLatency_ms: options.maxLatency_ms ?? 10,
    outputsPerCycle: options.outputsPerCycle ?? 2,
    wake_cycles: options.wake_cycles ?? 0,
    tiles: Array.from({ length: options.tiles ?? 1 }, () => ({
      sequencer: unit,
      programSram: memory,
      macArray: {
        lanes: options.lanes ?? 4,
        clockGating: gating === 'finest' ? 'perLane' : gating,
      },
      weightSram: { ...memory, banks: 16, bankWords: 128 },
      biasSram: memory,
      postProcessor: { ...unit, tables: 1 },
      legendreUnit: {
        ...unit,
        mode: options.mode ?? 'dense',
        lanes: options.legendreLanes ?? 1,
        maxOrder: 32,
      },
      coefficientSram: { ...memory, words: 2048 },
      stateSram: { ...memory, banks: 2, bankWords: 128 },
      vectorSram: { ...memory, banks: 4, bankWords: 64 },
      channel: { buffers: options.buffers ?? 2, bufferWords: 64, clockGating: memory.clockGating },
    })),
  });
}

export function contextOf(hardware: HardwareConfiguration, tile = 0): UnitContext {
  return { tile: hardware.tiles[tile]!, outputsPerCycle: hardware.outputsPerCycle };
}

export const vector = (length: number, base = 0): OperandSegment => ({
  memory: 'vector',
  base,
  length,
  align: 0,
});
export const input = (length: number): OperandSegment => ({ memory: 'channel', base: 0, length, align: 0 });

/** A gemv without bias that writes the vector SRAM; every field can be replaced. */
export function gemv(
  rows: number,
  segments: readonly OperandSegment[],
  changes: Partial<Omit<Gemv, 'op' | 'rows' | 'segments'>> = {},
): Gemv {
  return {
    op: 'gemv',
    segments,
    rows,
    weightBase: 0,
    biasBase: undefined,
    shift: 0,
    activation: 'identity',
    table: 0,
    raw: false,
    argmax: false,
    release: false,
    vectorBase: 64,
    toChannel: false,
    ...changes,
  };
}

export function legendre(memories: number, order: number): Legendre {
  return {
    op: 'legendre',
    order,
    memories,
    inputShift: 0,
    coefficientShift: 8,
    readoutShift: 8,
    inputBase: 0,
    readoutBase: 64,
    stateBase: 0,
    coefficientBase: 0,
  };
}

export const recv = { op: 'recv' } as const;
export const halt = { op: 'halt' } as const;
export const send = { op: 'send', result: false } as const;
export const present = { op: 'send', result: true } as const;
export const jump = (target: number) => ({ op: 'jump', target }) as const;
export const clear = (length: number, memory: 'vector' | 'state' = 'vector') =>
  ({ op: 'clear', memory, base: 0, length }) as const;

/** Instructions placed one after another; images stay empty, as time does not depend on them. */
export function tileProgram(instructions: readonly Instruction[]): TileProgram {
  let address = 0;
  const placed = instructions.map((instruction) => {
    const words = instructionWords(instruction);
    const at = address;
    address += words;
    return { address: at, words, instruction };
  });
  return {
    image: {
      code: new Uint32Array(0),
      weights: new Int8Array(0),
      biases: new Int16Array(0),
      coefficients: new Int16Array(0),
      tables: new Int8Array(0),
    },
    instructions: placed,
    labels: instructions.map(({ op }) => ({ text: op, layer: 'frame' })),
  };
}

export function testProgram(
  hardware: HardwareConfiguration,
  inputs: number,
  tiles: readonly (readonly Instruction[])[],
): Program {
  return {
    networkName: 'test',
    networkHash: '',
    architectureHash: '',
    inputs,
    scoreLabels: [],
    outputsPerCycle: hardware.outputsPerCycle,
    tiles: tiles.map(tileProgram),
  };
}
