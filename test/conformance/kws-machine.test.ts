import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/index.js';
import { differences, parseHardware } from '../../src/hardware/index.js';
import { decodeNetwork } from '../../src/network/index.js';
import type { Legendre } from '../../src/program/index.js';
import { Accelerator, runFrames } from '../../src/simulator/index.js';
import { timeProgram } from '../../src/timing/index.js';

interface Clip {
  readonly clip: string;
  readonly features: number[][];
  readonly logits: number[][];
  readonly streamingLogits: number[][];
}
interface TracedFrame {
  readonly u1: number[];
  readonly m1: number[];
  readonly readout1: number[];
  readonly h1: number[];
  readonly u2: number[];
  readonly m2: number[];
  readonly readout2: number[];
  readonly h2: number[];
}

const json = (name: string): unknown => JSON.parse(readFileSync(`test/data/kws/${name}`, 'utf8'));
const { clips } = json('vectors.json') as { clips: Clip[] };
const trace = (json('trace-clip-00.json') as { frames: TracedFrame[] }).frames;
const network = decodeNetwork(readFileSync('networks/kws-bootstrap.safetensors'));
const framesOf = ({ features }: Clip): Int8Array[] => features.map((frame) => Int8Array.from(frame));

describe.each(['paper-22nm', 'single-1mhz'])('kws-bootstrap on %s', (name) => {
  const hardware = parseHardware(readFileSync(`hw-configs/${name}.yaml`, 'utf8'));
  const program = compile(network, hardware);
  const scoresOf = (frames: readonly Int8Array[]): number[][] => {
    const timing = timeProgram(program, hardware, frames.length);
    const run = runFrames(program, hardware, frames, { accounting: 'steady' });
    run.counts.forEach((counts, tile) => {
      expect(differences(counts, timing.counts[tile]!, { dataDependent: false })).toEqual([]);
    });
    return run.results.map(({ scores }) => [...scores]);
  };

  test.each(clips)('$clip: every logit of every frame, state reset', (clip) => {
    expect(scoresOf(framesOf(clip))).toEqual(clip.logits);
  });

  test('every logit of all clips one after another, state never reset', () => {
    expect(scoresOf(clips.flatMap(framesOf))).toEqual(
      clips.flatMap(({ streamingLogits }) => streamingLogits),
    );
  });

  test('every intermediate vector of the first clip as it stands in the memories', () => {
    expect(vectorsOf(program, hardware)).toEqual(trace.map((frame) => ({ ...frame })));
  });
});

/** Readouts and states of the trace are order-major; the machine's are memory-major (rules M5, M6). */
function orderMajor(values: readonly number[], { memories, order }: Legendre): number[] {
  return Array.from(
    { length: order * memories },
    (_, i) => values[(i % memories) * order + Math.floor(i / memories)]!,
  );
}

/** u, m, readouts and h of both LMU layers, read from the machine when the instruction that wrote them has retired. */
function vectorsOf(
  program: ReturnType<typeof compile>,
  hardware: ReturnType<typeof parseHardware>,
): TracedFrame[] {
  const retired: { tile: number; index: number }[] = [];
  const machine = new Accelerator(program, hardware, {
    probe: { onRetire: ({ tile, index }) => retired.push({ tile, index }) },
  });
  const found: Record<string, number[]>[] = [];
  const seen = new Map<string, number>();
  const keep = (key: string, values: number[]): void => {
    const frame = seen.get(key) ?? 0;
    seen.set(key, frame + 1);
    (found[frame] ??= {})[key] = values;
  };
  const vector = (tile: number, base: number, length: number): number[] => {
    const start = base * hardware.outputsPerCycle;
    return machine.inspect(tile, 'vectorSram').slice(start, start + length);
  };
  for (const frame of framesOf(clips[0]!)) machine.feed(frame);
  while (machine.busy) {
    machine.step();
    for (const { tile, index } of retired.splice(0)) {
      const { instruction } = program.tiles[tile]!.instructions[index]!;
      const layer = program.tiles[tile]!.labels[index]!.layer;
      const number = network.layers.findIndex((other) => other.name === layer) + 1;
      if (instruction.op === 'legendre') {
        const { inputBase, readoutBase, stateBase, memories, order } = instruction;
        const states = machine.inspect(tile, 'stateSram').slice(stateBase, stateBase + memories * order);
        keep(`u${number}`, vector(tile, inputBase, memories));
        keep(`m${number}`, orderMajor(states, instruction));
        keep(`readout${number}`, orderMajor(vector(tile, readoutBase, memories * order), instruction));
      }
      if (instruction.op === 'gemv' && !instruction.raw && instruction.activation === 'relu') {
        const h = `h${number}`;
        if (instruction.vectorBase !== undefined)
          keep(h, vector(tile, instruction.vectorBase, instruction.rows));
        else {
          const { buffers, bufferWords } = hardware.tiles[tile + 1]!.channel;
          const buffer = (seen.get(h) ?? 0) % buffers;
          const start = buffer * bufferWords * hardware.outputsPerCycle;
          keep(h, machine.inspect(tile + 1, 'channel').slice(start, start + instruction.rows));
        }
      }
    }
  }
  return found as unknown as TracedFrame[];
}

test('lmu-2-shape on paper-22nm: 1,231 cycles a frame and 3,642 of latency, both within 2 %', () => {
  const hardware = parseHardware(readFileSync('hw-configs/paper-22nm.yaml', 'utf8'));
  const shape = decodeNetwork(readFileSync('networks/lmu-2-shape.safetensors'));
  const timing = timeProgram(compile(shape, hardware), hardware, 10);
  expect(Math.abs(timing.perFrame_cycles / 1231 - 1)).toBeLessThan(0.02);
  expect(Math.abs(timing.latency_cycles / 3642 - 1)).toBeLessThan(0.02);
  expect(timing.realTime.ok).toBe(true);
  // The exact figures, so that a change of them is seen.
  expect([timing.perFrame_cycles, timing.latency_cycles]).toEqual([1248, 3663]);
});
