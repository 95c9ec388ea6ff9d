/** The eleven clips of the bootstrap network through the command, against what its training recorded. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { RunResult } from '../../src/results/index.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const { clips } = JSON.parse(readFileSync(repositoryFile('test/data/kws/vectors.json'), 'utf8')) as {
  readonly clips: readonly {
    readonly clip: string;
    readonly features: readonly (readonly number[])[];
    readonly logits: readonly (readonly number[])[];
    readonly streamingLogits: readonly (readonly number[])[];
    readonly predicted: string;
    readonly streamingPredicted: string;
  }[];
};
const folder = scratchFolder();

async function results(...argv: readonly string[]): Promise<RunResult> {
  const { code, stdout, stderr } = await lmusim(['run', '--json', ...argv]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as RunResult;
}

test.each(['paper-22nm', 'single-1mhz'])('the recordings are heard as recorded, on %s', async (hardware) => {
  const paths = clips.map(({ clip }) => repositoryFile(`test/data/kws/clips/${clip}`));
  const { recordings } = await results('-w', hardware, ...paths);
  expect(recordings.map(({ name, prediction }) => [name, prediction])).toEqual(
    clips.map(({ clip, predicted }) => [clip, predicted]),
  );
});

test.each([
  ['paper-22nm', 'reset'],
  ['paper-22nm', 'kept'],
  ['single-1mhz', 'reset'],
  ['single-1mhz', 'kept'],
])('from features, every score of every frame is exact, on %s with --state %s', async (hardware, state) => {
  const file = folder.write(
    `${hardware}-${state}.json`,
    JSON.stringify({
      schema: 'lmusim.features/1',
      recordings: clips.map(({ clip, features }) => ({ name: clip, frames: features })),
    }),
  );
  const { recordings } = await results('-w', hardware, '--features', file, '--state', state);
  const kept = state === 'kept';
  expect(recordings.map(({ name, prediction }) => [name, prediction])).toEqual(
    clips.map(({ clip, predicted, streamingPredicted }) => [clip, kept ? streamingPredicted : predicted]),
  );
  expect(recordings.map(({ frames }) => frames.map(({ scores }) => scores))).toEqual(
    clips.map(({ logits, streamingLogits }) => (kept ? streamingLogits : logits)),
  );
});
