import * as fc from 'fast-check';
import seedrandom from 'seedrandom';
import { architectureHash, defineHardware } from '../../src/hardware/index.js';
import {
  columnsOf,
  decodeInstructions,
  encodeInstruction,
  instructionWords,
  type Gemv,
  type Instruction,
  type Legendre,
  type OperandSegment,
  type Program,
  type TileImage,
  type TileProgram,
} from '../../src/program/index.js';
import type { RtlCase } from './rtl-run.js';
import { clearUnusedLanes } from './unused-lanes.js';

/**
 * Random programs on random configurations, free of what a compiler would write: any legal instruction with any operands,
 * as long as sums fit their accumulators (N5, N11) and no memory is read and written at one address (M3).
 */
export const arbitraryCase: fc.Arbitrary<RtlCase> = fc.gen().map((draw) => new CaseMaker(draw).make());

/** Sizes of every random tile's memories. */
const VECTOR_WORDS = 64;
const STATE_WORDS = 64;
const BUFFER_WORDS = 12;
const WEIGHT_WORDS = 256;
const OTHER_WORDS = 64;
const SCORES = 24;
const MOST_COLUMNS = 60;

interface TileShape {
  readonly lanes: number;
  readonly weightBits: number;
  readonly operandBits: number;
  readonly scan: boolean;
  readonly legendreLanes: number;
  readonly coefficientBits: number;
  readonly stateBits: number;
  readonly legendreBits: number;
  readonly maxOrder: number;
  readonly tables: number;
}

class CaseMaker {
  private readonly P: number;

  constructor(private readonly draw: fc.GeneratorValue) {
    this.P = this.oneOf(1, 2, 4, 3);
  }

  make(): RtlCase {
    const { P } = this;
    const tileCount = this.integer(1, 4);
    const used = this.integer(1, tileCount);
    const wake_cycles = this.oneOf(0, 1, 4);
    const shapes = Array.from({ length: tileCount }, () => this.shape());
    const inputs = this.integer(1, BUFFER_WORDS * P);
    const hardware = defineHardware({
      name: 'random program',
      technology: { node_nm: 22, voltage_V: 0.8 },
      clock_kHz: this.oneOf(100, 97.003),
      framePeriod_ms: this.integer(100, 6000) / 1000,
      maxLatency_ms: 100_000,
      outputsPerCycle: P,
      wake_cycles,
      tiles: shapes.map((shape) => this.tileHardware(shape, wake_cycles > 0)),
    });
    const program: Program = {
      networkName: 'random program',
      networkHash: '',
      architectureHash: architectureHash(hardware),
      inputs,
      scoreLabels: ['a'],
      outputsPerCycle: P,
      tiles: shapes.map((shape, index) => this.tileProgram(shape, index, used)),
    };
    const random = seedrandom.alea(String(this.integer(0, 0xffff)));
    const frames = Array.from({ length: this.integer(1, 4) }, () =>
      Int8Array.from({ length: inputs }, () => Math.floor(random() * 256) - 128),
    );
    clearUnusedLanes(program, hardware);
    return { program, hardware, frames };
  }

  private integer(low: number, high: number): number {
    return this.draw(fc.integer, { min: low, max: high });
  }

  private oneOf<T>(...options: readonly T[]): T {
    return options[this.integer(0, options.length - 1)]!;
  }

  private shape(): TileShape {
    const scan = this.oneOf(false, true);
    const stateBits = this.integer(8, 20);
    const coefficientBits = this.integer(4, 16);
    const maxOrder = this.integer(1, 6);
    // Wide enough for coefficients x states of any value (N11).
    const needed = coefficientBits + stateBits + Math.ceil(Math.log2(maxOrder + 2)) + 1;
    return {
      lanes: this.P * this.oneOf(1, 2, 3, Math.floor(64 / this.P)),
      weightBits: this.integer(2, 8),
      operandBits: this.integer(8, 10),
      scan,
      legendreLanes: scan ? 1 : this.integer(1, 4),
      coefficientBits,
      stateBits,
      legendreBits: this.integer(Math.max(16, needed), 48),
      maxOrder,
      tables: this.integer(0, 4),
    };
  }

  private tileHardware(shape: TileShape, retains: boolean): object {
    const unit = () => ({ clockGating: this.oneOf('whenIdle', 'never') });
    const memory = () => ({
      clockGating: this.oneOf('perBank', 'whenIdle', 'never'),
      retention: retains && this.oneOf(false, true),
    });
    const banked = (words: number) => {
      const banks = this.oneOf(1, 2, 8);
      return { banks, bankWords: words / banks, ...memory() };
    };
    return {
      sequencer: unit(),
      programSram: { words: 512, ...memory() },
      macArray: {
        lanes: shape.lanes,
        weightBits: shape.weightBits,
        operandBits: shape.operandBits,
        // |sum| < 2^(w-1) x 2^(o-1) x columns + 2^15 of a bias (N5).
        accumulatorBits: this.integer(
          Math.max(18, shape.weightBits + shape.operandBits + Math.ceil(Math.log2(MOST_COLUMNS)) + 1),
          32,
        ),
        clockGating: this.oneOf('perLane', 'whenIdle', 'never'),
      },
      weightSram: banked(WEIGHT_WORDS),
      biasSram: { words: OTHER_WORDS, ...memory() },
      postProcessor: { tables: shape.tables, scores: SCORES, ...unit() },
      legendreUnit: {
        mode: shape.scan ? 'scan' : 'dense',
        lanes: shape.legendreLanes,
        coefficientBits: shape.coefficientBits,
        accumulatorBits: shape.legendreBits,
        maxOrder: shape.maxOrder,
        ...unit(),
      },
      coefficientSram: { words: OTHER_WORDS, ...memory() },
      stateSram: { stateBits: shape.stateBits, ...banked(STATE_WORDS) },
      vectorSram: banked(VECTOR_WORDS),
      channel: {
        buffers: this.integer(2, 4),
        bufferWords: BUFFER_WORDS,
        clockGating: this.oneOf('perBank', 'whenIdle', 'never'),
      },
    };
  }

  private tileProgram(shape: TileShape, index: number, used: number): TileProgram {
    const instructions = index < used ? this.code(shape, index === used - 1) : [{ op: 'halt' } as const];
    const random = seedrandom.alea(String(this.integer(0, 0xffff)));
    const signed = (bits: number) => (): number => Math.floor(random() * 2 ** bits) - 2 ** (bits - 1);
    const image: TileImage = {
      code: Uint32Array.from(instructions.flatMap(encodeInstruction)),
      weights: Int8Array.from({ length: WEIGHT_WORDS * shape.lanes }, signed(shape.weightBits)),
      biases: Int16Array.from({ length: OTHER_WORDS * this.P }, signed(this.oneOf(4, 16))),
      coefficients: Int16Array.from(
        { length: OTHER_WORDS * shape.legendreLanes },
        signed(shape.coefficientBits),
      ),
      tables: Int8Array.from({ length: shape.tables * 256 }, signed(8)),
    };
    return {
      image,
      instructions: decodeInstructions(image.code, 'code').instructions,
      labels: instructions.map(({ op }) => ({ text: op, layer: 'random' })),
    };
  }

  /** A prologue, then one or two frames that repeat. */
  private code(shape: TileShape, presents: boolean): Instruction[] {
    const instructions: Instruction[] = [this.clear('vector'), this.clear('state')];
    const start = instructions.reduce((words, instruction) => words + instructionWords(instruction), 0);
    const frames = this.integer(1, 2);
    for (let frame = 0; frame < frames; frame++) {
      instructions.push({ op: 'recv' });
      let held = true;
      const count = this.integer(1, 4);
      const sendAfter = this.integer(0, count);
      const send: Instruction = { op: 'send', result: presents };
      for (let i = 0; i < count; i++) {
        // What is written to the channel after the send would belong to the next frame.
        if (i === sendAfter) instructions.push(send);
        const kind = this.oneOf('gemv', 'legendre', 'gemv', 'clear');
        if (kind === 'clear') instructions.push(this.clear(this.oneOf('vector', 'state')));
        else if (kind === 'legendre') instructions.push(...this.update(shape, held));
        else {
          const gemv = this.gemv(shape, held, !presents && i < sendAfter);
          if (gemv.release) held = false;
          instructions.push(gemv);
        }
      }
      if (sendAfter === count) instructions.push(send);
    }
    instructions.push({ op: 'jump', target: start });
    return instructions;
  }

  /** A legendre, and mostly the gemv that writes its u. */
  private update(shape: TileShape, held: boolean): Instruction[] {
    const legendre = this.legendre(shape);
    const u = this.gemv(shape, held, false);
    if (this.oneOf(false, false, false, true)) return [legendre];
    const rows = Math.min(legendre.memories, shape.lanes);
    const written = {
      raw: false,
      argmax: false,
      release: false,
      vectorBase: legendre.inputBase,
      biasBase: undefined,
    };
    const weightBase = Math.min(u.weightBase, WEIGHT_WORDS - columnsOf(u));
    return [{ ...u, ...written, rows, weightBase }, legendre];
  }

  private clear(memory: 'vector' | 'state'): Instruction {
    const words = memory === 'vector' ? VECTOR_WORDS : STATE_WORDS;
    const length = this.integer(1, 20);
    return { op: 'clear', memory, base: this.integer(0, words - length), length };
  }

  private gemv(shape: TileShape, held: boolean, channel: boolean): Gemv {
    const { P } = this;
    const segments = this.segments(shape, held);
    const columns = columnsOf({ segments } as unknown as Gemv);
    const most = Math.min(
      BUFFER_WORDS * P,
      shape.lanes * Math.floor(WEIGHT_WORDS / columns),
      this.oneOf(shape.lanes, 5 * shape.lanes),
    );
    const kind = this.oneOf('vector', 'raw', ...(channel ? ['channel', 'both'] : []));
    const rows = this.integer(1, kind === 'raw' ? Math.min(SCORES, most) : most);
    const words = Math.ceil(rows / P);
    const rowTiles = Math.ceil(rows / shape.lanes);
    const raw = kind === 'raw';
    const activation = this.oneOf(
      'identity',
      'relu',
      ...(shape.tables > 0 ? ['table'] : []),
    ) as Gemv['activation'];
    const to = kind === 'vector' || kind === 'both';
    return {
      op: 'gemv',
      segments,
      rows,
      weightBase: this.integer(0, WEIGHT_WORDS - rowTiles * columns),
      biasBase: this.oneOf(undefined, this.integer(0, OTHER_WORDS - words)),
      // About what brings a sum of a few products to 8 bits; now and then any.
      shift: this.oneOf(
        this.integer(0, shape.weightBits + 3),
        this.integer(0, shape.weightBits + 3),
        this.integer(0, 31),
      ),
      activation,
      table: activation === 'table' ? this.integer(0, shape.tables - 1) : 0,
      raw,
      argmax: raw && this.oneOf(true, false),
      release: this.oneOf(false, true),
      vectorBase: to ? this.apart(segments, words, rowTiles) : undefined,
      toChannel: kind === 'channel' || kind === 'both',
    };
  }

  private segments(shape: TileShape, held: boolean): OperandSegment[] {
    const count = this.oneOf(1, 2, 3, 8);
    const longest = Math.min(Math.floor(MOST_COLUMNS / count), 10 * this.P);
    return Array.from({ length: count }, () => {
      const memory = held ? this.oneOf<OperandSegment['memory']>('channel', 'vector') : 'vector';
      const length = this.integer(1, longest);
      const words = Math.ceil(length / this.P);
      return {
        memory,
        // Vectors are read from the lower half, so that results of several row tiles have a place (I4).
        base: this.integer(0, (memory === 'channel' ? BUFFER_WORDS : VECTOR_WORDS / 2) - words),
        length,
        align: this.integer(0, shape.operandBits - 8),
      };
    });
  }

  /** Where results may go: anywhere when the sources have been read before, else in the upper half. */
  private apart(segments: readonly OperandSegment[], words: number, rowTiles: number): number {
    const anywhere = rowTiles === 1 || segments.every(({ memory }) => memory === 'channel');
    return this.integer(anywhere ? 0 : VECTOR_WORDS / 2, VECTOR_WORDS - words);
  }

  private legendre(shape: TileShape): Legendre {
    const order = this.integer(1, shape.maxOrder);
    const memories = this.integer(1, Math.min(10, Math.floor(30 / order)));
    const states = order * memories;
    const { stateBits, legendreBits, lanes } = { ...shape, lanes: shape.legendreLanes };
    const coefficientWords = shape.scan ? order : Math.ceil(order / lanes) * (order + 1);
    const inputWords = Math.ceil(memories / this.P);
    return {
      op: 'legendre',
      order,
      memories,
      inputShift: this.integer(0, stateBits - 8),
      // Scan adds the state shifted so far to the product (N9).
      // Mostly near a gain of 1, so that states neither vanish nor saturate.
      coefficientShift: Math.min(
        shape.scan ? legendreBits - stateBits - 2 : 31,
        this.oneOf(
          shape.coefficientBits - 1,
          shape.coefficientBits,
          shape.coefficientBits + 1,
          this.integer(0, 31),
        ),
      ),
      readoutShift: this.oneOf(this.integer(0, stateBits - 6), stateBits - 9 > 0 ? stateBits - 9 : 0),
      inputBase: this.integer(0, VECTOR_WORDS / 2 - inputWords),
      readoutBase: this.integer(VECTOR_WORDS / 2, VECTOR_WORDS - Math.ceil(states / this.P)),
      stateBase: this.integer(0, STATE_WORDS - states),
      coefficientBase: this.integer(0, OTHER_WORDS - coefficientWords),
    };
  }
}

/** For messages: what is random about a case. */
export function describeCase({ program, hardware, frames }: RtlCase): string {
  const tiles = hardware.tiles.map(({ macArray }) => `${macArray.lanes} lanes`).join(', ');
  return `${program.networkName}: P ${hardware.outputsPerCycle}, ${tiles}, ${frames.length} frames`;
}
