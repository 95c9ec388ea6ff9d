import { frameDue_cycles, type HardwareConfiguration } from '../hardware/index.js';
import { disassembleTile, type Program } from '../program/index.js';
import { Accelerator } from '../simulator/index.js';
import { acceleratorModule, widestScores } from './accelerator-module.js';
import { folderReadme, MAKEFILE } from './folder-texts.js';
import { hexLines, hexWord } from './hex-words.js';
import { memoryImages, tableImage } from './memory-images.js';
import { testbenchModule } from './testbench-module.js';

/** A folder to be written. */
export interface RtlFolder {
  /** Contents by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Cycles that the testbench executes. */
  readonly cycles: number;
}

/** Cycles that a testbench goes on after the last frame has left the accelerator. */
const QUIET_cycles = 4;

/**
 * Everything that belongs to one configuration and program: the accelerator's module, the testbench, images, frames and
 * what is expected of them, Makefile and README. The sources of the units are not among it (`rtlSources`).
 *
 * @param frames at least one, each of `program.inputs` elements
 */
export function rtlFolder(
  program: Program,
  hardware: HardwareConfiguration,
  frames: readonly Int8Array[],
): RtlFolder {
  const expected = expectedResults(program, hardware, frames);
  const { cycles } = expected;
  const files = new Map<string, string>([
    ['Makefile', MAKEFILE],
    ['README.md', folderReadme(program, hardware, frames.length, cycles)],
    ['accelerator.sv', acceleratorModule(hardware)],
    ['testbench.sv', testbenchModule({ program, hardware, frames: frames.length, cycles })],
    ['frames.hex', frames.map((frame) => frameLines(frame, hardware.outputsPerCycle)).join('')],
    ['due.hex', words32(frames.map((_, frame) => frameDue_cycles(hardware, frame)))],
    ['expected/send_cycles.hex', words32(expected.results.map(({ send_cycle }) => send_cycle))],
    [
      'expected/predictions.hex',
      hexLines(
        expected.results.map(({ prediction }) => prediction),
        1,
        16,
      ),
    ],
    ['expected/scores.hex', expected.results.map(({ scores }) => `${scores}\n`).join('')],
  ]);
  hardware.tiles.forEach((_, index) => {
    for (const { unit, hex } of memoryImages(program, hardware, index)) {
      files.set(`tile${index}/${unit}.hex`, hex);
    }
    const tables = tableImage(program, index);
    if (tables.entries > 0) files.set(`tile${index}/tables.hex`, tables.hex);
    files.set(`tile${index}/program.s`, disassembleTile(program.tiles[index]!));
  });
  return { files, cycles };
}

const words32 = (values: readonly number[]): string => hexLines(values, 1, 32);

/** A frame in words of P elements, zeros beyond its end (M5). */
function frameLines(frame: Int8Array, outputsPerCycle: number): string {
  const words = new Int8Array(Math.ceil(frame.length / outputsPerCycle) * outputsPerCycle);
  words.set(frame);
  return hexLines(words, outputsPerCycle, 8);
}

interface ExpectedResult {
  readonly send_cycle: number;
  readonly prediction: number;
  /** Score registers of the tile that presents, in hexadecimal. */
  readonly scores: string;
}

function expectedResults(
  program: Program,
  hardware: HardwareConfiguration,
  frames: readonly Int8Array[],
): { readonly results: readonly ExpectedResult[]; readonly cycles: number } {
  const results: ExpectedResult[] = [];
  const digits = Math.ceil(widestScores(hardware) / 4);
  const machine = new Accelerator(program, hardware, {
    probe: {
      onRetire: ({ cycle, tile, instruction: { instruction } }) => {
        if (instruction.op !== 'send' || !instruction.result) return;
        const bits = hardware.tiles[tile]!.macArray.accumulatorBits;
        const scores = machine.inspect(tile, 'scores');
        results.push({
          send_cycle: cycle,
          prediction: machine.tiles[tile]!.postProcessor.prediction,
          scores: hexWord(scores.length === 0 ? [0] : scores, bits).padStart(digits, '0'),
        });
      },
    },
  });
  for (const frame of frames) machine.feed(frame);
  while (machine.busy || !machine.asleep) {
    machine.runToNextResult();
    if (!machine.busy) machine.step();
  }
  return { results, cycles: machine.cycle + QUIET_cycles };
}
