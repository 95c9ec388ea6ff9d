import type { HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import type { Gemv, Instruction, Program } from '../program/index.js';
import type { Accelerator, Probe } from '../simulator/index.js';

/** Names as in docs/network-format.md: memory inputs, states, their 8-bit readouts, outputs. */
export type VectorName = 'u' | 'm' | 'readout' | 'h';

/** The vectors that one layer computed in one frame, as they stood in the machine's memories. */
export interface LayerVectors {
  readonly layer: string;
  /** m and readout are memory-major: memory * order + order index. What a layer does not compute is absent. */
  readonly vectors: Readonly<Partial<Record<VectorName, readonly number[]>>>;
}

/** How the integers of a vector are read: q stands for q 2^-fraction_bits. */
export interface VectorFormat {
  readonly layer: string;
  readonly vector: VectorName | 'scores';
  readonly elements: number;
  readonly bits: number;
  readonly fraction_bits: number;
}

/** The format of every vector of a frame, the scores included. */
export function vectorFormats(
  network: Network,
  program: Program,
  hardware: HardwareConfiguration,
): VectorFormat[] {
  const last = network.layers.at(-1)!;
  const ofScores = program.tiles.findIndex(({ labels }) => labels.some(({ layer }) => layer === last.name));
  return [
    ...network.layers.flatMap((layer): VectorFormat[] => {
      const output = (layer.kind === 'lmu' ? layer.hidden : layer.projection).output;
      const format = (
        vector: VectorName,
        elements: number,
        bits: number,
        fraction: number,
      ): VectorFormat => ({
        layer: layer.name,
        vector,
        elements,
        bits,
        fraction_bits: fraction,
      });
      const h =
        output.kind === 'raw' ? [] : [format('h', layer.units, 8, output.tableFraction ?? output.fraction)];
      if (layer.kind === 'dense') return h;
      const states = layer.memories * layer.order;
      const { output: u } = layer.encoder;
      return [
        ...(u.kind === 'raw' ? [] : [format('u', layer.memories, 8, u.tableFraction ?? u.fraction)]),
        format('m', states, layer.stateBits, layer.stateFraction),
        format('readout', states, 8, layer.readoutFraction),
        ...h,
      ];
    }),
    ...(last.kind === 'dense'
      ? [
          {
            layer: last.name,
            vector: 'scores' as const,
            elements: last.units,
            bits: hardware.tiles[ofScores]!.macArray.accumulatorBits,
            fraction_bits: last.projection.weightFraction + last.projection.inputFraction,
          },
        ]
      : []),
  ];
}

/**
 * Reads every intermediate vector of every frame from the memories of a machine: when the next instruction of a tile
 * retires, what the one before wrote stands in its place and nothing has overwritten it yet (I4).
 */
export class VectorWatch {
  readonly probe: Probe = {
    onRetire: ({ tile, index }) => this.retired(tile, index),
  };
  private machine: Accelerator | undefined;
  /** Of each tile: the instruction that retired last. */
  private readonly before: (number | undefined)[];
  /** Of each tile: the frame that it works on. */
  private readonly frames: number[];
  /** Vectors of the frames on their way, the oldest first, by layer. */
  private readonly waiting: Map<string, Partial<Record<VectorName, number[]>>>[] = [];
  private taken = 0;

  constructor(
    private readonly network: Network,
    private readonly program: Program,
    private readonly hardware: HardwareConfiguration,
  ) {
    this.before = program.tiles.map(() => undefined);
    this.frames = program.tiles.map(() => -1);
  }

  /** The machine that has this probe. */
  attach(machine: Accelerator): void {
    this.machine = machine;
  }

  /** The vectors of the oldest frame that was not taken yet; call when its result is there. */
  take(): LayerVectors[] {
    this.taken += 1;
    const found = this.waiting.shift();
    return this.network.layers.flatMap(({ name }) => {
      const vectors = found?.get(name);
      return vectors === undefined ? [] : [{ layer: name, vectors }];
    });
  }

  private retired(tile: number, index: number): void {
    const { instructions, labels } = this.program.tiles[tile]!;
    const before = this.before[tile];
    if (before !== undefined) {
      const { layer, text } = labels[before]!;
      this.read(tile, layer, text, instructions[before]!.instruction);
    }
    this.before[tile] = index;
    if (instructions[index]!.instruction.op === 'recv') this.frames[tile]! += 1;
  }

  private read(tile: number, layer: string, text: string, instruction: Instruction): void {
    if (instruction.op === 'legendre') {
      const { inputBase, readoutBase, stateBase, memories, order } = instruction;
      const states = memories * order;
      this.keep(tile, layer, {
        u: this.vector(tile, inputBase, memories),
        m: this.machine!.inspect(tile, 'stateSram').slice(stateBase, stateBase + states),
        readout: this.vector(tile, readoutBase, states),
      });
    }
    if (instruction.op === 'gemv' && !instruction.raw && text === 'gemv h') {
      this.keep(tile, layer, { h: this.output(tile, instruction) });
    }
  }

  private keep(tile: number, layer: string, vectors: Partial<Record<VectorName, number[]>>): void {
    const place = this.frames[tile]! - this.taken;
    while (this.waiting.length <= place) this.waiting.push(new Map());
    const frame = this.waiting[place]!;
    frame.set(layer, { ...frame.get(layer), ...vectors });
  }

  private vector(tile: number, base: number, length: number): number[] {
    const start = base * this.hardware.outputsPerCycle;
    return this.machine!.inspect(tile, 'vectorSram').slice(start, start + length);
  }

  /** In the vector SRAM, or, of a tile's last layer, in the buffer of the next tile's channel (H1). */
  private output(tile: number, { vectorBase, rows }: Gemv): number[] {
    if (vectorBase !== undefined) return this.vector(tile, vectorBase, rows);
    const { buffers, bufferWords } = this.hardware.tiles[tile + 1]!.channel;
    const start = (this.frames[tile]! % buffers) * bufferWords * this.hardware.outputsPerCycle;
    return this.machine!.inspect(tile + 1, 'channel').slice(start, start + rows);
  }
}
