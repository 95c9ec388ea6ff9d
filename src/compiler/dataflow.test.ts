/**
 * Runs compiled programs on names instead of numbers: every vector word and channel buffer holds the name of the
 * vector that was written there, such as `lmu0 h 3` for frame 3, and every operand must have the name that the
 * network asks for.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { Layer, Network, SourceName } from '../network/index.js';
import type { Program, TileProgram } from '../program/index.js';
import { compile } from './compile.js';
import { RUNS, cases } from './small-network.testing.js';

const FRAMES = 5;

/** Name of a vector in a frame; before frame 0 everything is zero. */
const named = (layer: string, vector: string, frame: number): string =>
  frame < 0 ? 'zero' : `${layer} ${vector} ${frame}`;

/** What a source is called when a layer reads it in a frame: encoders see h and m of the frame before (network.ts). */
function wanted(network: Network, layer: Layer, source: SourceName, frame: number, text: string): string {
  const index = network.layers.indexOf(layer);
  if (source === 'x') {
    return index === 0 ? named('input', 'x', frame) : named(network.layers[index - 1]!.name, 'h', frame);
  }
  if (source === 'h') return named(layer.name, 'h', frame - 1);
  return named(layer.name, source, source === 'm' && text === 'gemv u' ? frame - 1 : frame);
}

/** Sources of the matrix that a labelled gemv multiplies. */
function sourcesOf(layer: Layer, text: string): readonly SourceName[] {
  const projection =
    layer.kind === 'dense' ? layer.projection : text === 'gemv u' ? layer.encoder : layer.hidden;
  return projection.sources.map(({ source }) => source);
}

/** One tile that runs forever: each call takes an input buffer and returns the output buffer. */
function tileOnNames(
  { instructions, labels }: TileProgram,
  network: Network,
  { outputsPerCycle }: HardwareConfiguration,
): (input: string, frame: number) => string | undefined {
  const words: string[] = [];
  const write = (base: number, elements: number, name: string): void => {
    for (let word = 0; word < Math.ceil(elements / outputsPerCycle); word++) words[base + word] = name;
  };
  let at = 0;
  return (input, frame) => {
    let held: string | undefined;
    let output: string | undefined;
    let presented = false;
    for (;;) {
      const { instruction } = instructions[at]!;
      const { text, layer: layerName } = labels[at]!;
      const layer = network.layers.find(({ name }) => name === layerName);
      if (instruction.op === 'recv' && presented) return output;
      at += 1;
      if (instruction.op === 'recv') held = input;
      if (instruction.op === 'send') presented = true;
      if (instruction.op === 'jump')
        at = instructions.findIndex(({ address }) => address === instruction.target);
      if (instruction.op === 'clear' && instruction.memory === 'vector') {
        write(instruction.base, instruction.length * outputsPerCycle, 'zero');
      }
      if (instruction.op === 'legendre') {
        const { inputBase, readoutBase, memories, order } = instruction;
        expect(words[inputBase]).toBe(named(layerName, 'u', frame));
        write(readoutBase, memories * order, named(layerName, 'm', frame));
      }
      if (instruction.op !== 'gemv') continue;
      sourcesOf(layer!, text).forEach((source, index) => {
        const segment = instruction.segments[index]!;
        const read =
          segment.memory === 'channel'
            ? [held]
            : words.slice(segment.base, segment.base + Math.ceil(segment.length / outputsPerCycle));
        expect([...new Set(read)]).toEqual([wanted(network, layer!, source, frame, text)]);
      });
      if (instruction.release) held = undefined;
      const result = named(layerName, text === 'gemv u' ? 'u' : 'h', frame);
      if (instruction.vectorBase !== undefined) write(instruction.vectorBase, instruction.rows, result);
      if (instruction.toChannel) output = result;
      if (instruction.raw) output = named(layerName, 'scores', frame);
    }
  };
}

function runOnNames(
  program: Program,
  network: Network,
  hardware: HardwareConfiguration,
): (string | undefined)[] {
  const tiles = program.tiles
    .filter(({ instructions }) => instructions[0]!.instruction.op !== 'halt')
    .map((tile) => tileOnNames(tile, network, hardware));
  return Array.from({ length: FRAMES }, (_, frame) =>
    tiles.reduce<string | undefined>((input, tile) => tile(input!, frame), named('input', 'x', frame)),
  );
}

test('every operand is the vector that the network asks for, of the right frame (rules I4, I5 and I8)', () => {
  fc.assert(
    fc.property(cases, ({ network, hardware }) => {
      const expected = Array.from({ length: FRAMES }, (_, frame) => named('output', 'scores', frame));
      expect(runOnNames(compile(network, hardware), network, hardware)).toEqual(expected);
    }),
    RUNS,
  );
});
