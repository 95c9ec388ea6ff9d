import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { compile } from '../../src/compiler/index.js';
import { parseHardware } from '../../src/hardware/index.js';
import { decodeNetwork } from '../../src/network/index.js';
import { Accelerator } from '../../src/simulator/index.js';
import { tinyHardware, twoTileProgram } from '../support/hand-made-program.js';
import { arbitraryCase } from './arbitrary-case.js';
import { exercisedBy } from './coverage.js';
import type { RtlCase } from './rtl-run.js';
import { clearUnusedLanes } from './unused-lanes.js';

const { clips } = JSON.parse(readFileSync('test/data/kws/vectors.json', 'utf8')) as {
  readonly clips: readonly { readonly features: readonly (readonly number[])[] }[];
};

/** Features of the eleven clips, one after another. */
export const CLIP_FRAMES = clips.flatMap(({ features }) => features.map((frame) => Int8Array.from(frame)));

/** A shipped network on a shipped configuration, with the first frames of the clips. */
export function shippedCase(network: string, hardware: string, frames: number): RtlCase {
  const configuration = parseHardware(readFileSync(`hw-configs/${hardware}.yaml`, 'utf8'));
  const decoded = decodeNetwork(readFileSync(`networks/${network}.safetensors`));
  return {
    program: compile(decoded, configuration),
    hardware: configuration,
    frames: CLIP_FRAMES.slice(0, frames),
  };
}

/** The hand-made program of both tiles of hw-configs/tiny.yaml. */
export function tinyCase(): RtlCase {
  const frames = Array.from({ length: 200 }, (_, n) =>
    Int8Array.from({ length: 4 }, (_, i) => ((n * 37 + i * 91) % 256) - 128),
  );
  const [program, hardware] = [twoTileProgram(), tinyHardware()];
  clearUnusedLanes(program, hardware);
  return { program, hardware, frames };
}

/** A machine after all frames of a case, without a probe. */
export function finished({ program, hardware, frames }: RtlCase): Accelerator {
  const machine = new Accelerator(program, hardware);
  for (const frame of frames) machine.feed(frame);
  while (machine.busy) machine.runToNextResult();
  while (!machine.asleep) machine.step();
  return machine;
}

/** The seed of the cases that cover every rule, and how many it draws. */
const COVERING = { seed: 1, numRuns: 400 };

/**
 * Few random programs that exercise together whatever any of `count` does: in each step the one that adds most.
 */
export function coveringCases(): RtlCase[] {
  return coveringIndices().map(drawnCase);
}

/** Which of the cases drawn they are. */
export function coveringIndices(): number[] {
  const drawn = fc.sample(arbitraryCase, COVERING).map((subject) => exercisedBy(subject, finished(subject)));
  const covered = new Set<number>();
  const chosen: number[] = [];
  for (;;) {
    const gain = drawn.map((exercised) => exercised.filter((index) => !covered.has(index)).length);
    const most = Math.max(...gain);
    if (most === 0) return chosen;
    chosen.push(gain.indexOf(most));
    for (const index of drawn[chosen.at(-1)!]!) covered.add(index);
  }
}

/** A case by its index in what is drawn. */
export function drawnCase(index: number): RtlCase {
  return fc.sample(arbitraryCase, COVERING)[index]!;
}
