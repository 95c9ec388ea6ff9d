import { architectureHash, defineHardware, type HardwareConfiguration } from '../hardware/index.js';
import {
  decodeInstructions,
  encodeInstruction,
  type Gemv,
  type Instruction,
  type Legendre,
  type Program,
  type TileImage,
} from '../program/index.js';
import { clearUnusedLanes } from '../program/unused-lanes.testing.js';
import { Accelerator, type MachineOptions } from './accelerator.js';

/** A configuration for tests of a machine: small, with everything in it; `tile` and `frame` override. */
export function testHardware(
  tile: object = {},
  frame: object = {},
  tiles: object[] = [{}],
): HardwareConfiguration {
  return defineHardware({
    name: 'test',
    technology: { node_nm: 22, voltage_V: 0.8 },
    clock_kHz: 100,
    framePeriod_ms: 20,
    maxLatency_ms: 100,
    outputsPerCycle: 2,
    ...frame,
    tile: {
      programSram: { words: 128 },
      macArray: { lanes: 4, weightBits: 8, accumulatorBits: 24 },
      weightSram: { banks: 4, bankWords: 64 },
      biasSram: { words: 32 },
      postProcessor: { tables: 1, scores: 8 },
      legendreUnit: { lanes: 2, accumulatorBits: 32, maxOrder: 6 },
      coefficientSram: { words: 64 },
      stateSram: { banks: 2, bankWords: 32 },
      vectorSram: { banks: 2, bankWords: 32 },
      channel: { bufferWords: 16 },
      ...tile,
    },
    tiles,
  });
}

/** A program of one list of instructions a tile, for tests that need no compiler. */
export function testProgram(
  hardware: HardwareConfiguration,
  tiles: readonly { instructions: readonly Instruction[]; image?: Partial<TileImage> }[],
  inputs = 4,
): Program {
  return {
    networkName: 'test',
    networkHash: '',
    architectureHash: architectureHash(hardware),
    inputs,
    scoreLabels: ['a', 'b', 'c', 'd'],
    outputsPerCycle: hardware.outputsPerCycle,
    tiles: tiles.map(({ instructions, image }, tile) => {
      const code = Uint32Array.from(instructions.flatMap(encodeInstruction));
      const { macArray, weightSram, legendreUnit, biasSram, coefficientSram } = hardware.tiles[tile]!;
      // A copy: several programs may share what a test fills them with.
      const filled: TileImage = structuredClone({
        code,
        weights: new Int8Array(macArray.lanes * weightSram.banks * weightSram.bankWords),
        biases: new Int16Array(biasSram.words * hardware.outputsPerCycle),
        coefficients: new Int16Array(coefficientSram.words * legendreUnit.lanes),
        tables: new Int8Array(256),
        ...image,
      });
      const decoded = decodeInstructions(code, `tiles[${tile}].code`).instructions;
      clearUnusedLanes(filled, decoded, hardware.tiles[tile]!);
      return {
        image: filled,
        instructions: decoded,
        labels: instructions.map(({ op }) => ({ text: op, layer: 'test' })),
      };
    }),
  };
}

/** A gemv from x to vector word 16 on, with what the test says otherwise. */
export function gemv(over: Partial<Gemv> = {}): Gemv {
  return {
    op: 'gemv',
    segments: [{ memory: 'vector', base: 0, length: 4, align: 0 }],
    rows: 4,
    weightBase: 0,
    biasBase: undefined,
    shift: 0,
    activation: 'identity',
    table: 0,
    raw: false,
    argmax: false,
    release: false,
    vectorBase: 16,
    toChannel: false,
    ...over,
  };
}

export function legendre(over: Partial<Legendre> = {}): Legendre {
  return {
    op: 'legendre',
    order: 3,
    memories: 2,
    inputShift: 0,
    coefficientShift: 8,
    readoutShift: 4,
    inputBase: 0,
    readoutBase: 24,
    stateBase: 0,
    coefficientBase: 0,
    ...over,
  };
}

/** First and last cycle of every instruction that retired within `cycles`, on tile 0. */
export function retirements(
  hardware: HardwareConfiguration,
  instructions: readonly Instruction[],
  cycles: number,
  options: MachineOptions = {},
): { text: string; retired: number }[] {
  const found: { text: string; retired: number }[] = [];
  const machine = new Accelerator(testProgram(hardware, [{ instructions }]), hardware, {
    ...options,
    probe: {
      onRetire: ({ cycle, instruction }) => found.push({ text: instruction.instruction.op, retired: cycle }),
    },
  });
  for (let i = 0; i < cycles; i++) machine.step();
  return found;
}
