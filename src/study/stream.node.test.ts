/** Results as they come, against the same frames run at once. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlacement } from '../../test/support/arbitrary-hardware.js';
import { arbitraryNetworkAndFrames } from '../../test/support/arbitrary-network.js';
import { runs } from '../../test/support/runs.js';
import { ReferenceInference, type LayerTrace } from '../network/index.js';
import { InputError } from '../problems/index.js';
import type { StreamedFrame } from './frame-queue.js';
import { loadHardware, loadNetwork, loadRecording, loadTable } from './files.node.js';
import { resultOf, runLines } from './run-lines.js';
import { simulate } from './simulate.js';
import { wavStream } from './sound.js';
import { streamRecordings, streamResults } from './stream.js';

const table = loadTable('22nm-bottom-up');
const network = loadNetwork('kws-bootstrap');
const hardware = loadHardware('paper-22nm');
const yes = loadRecording('examples/yes.wav', network);
const no = loadRecording('test/data/kws/clips/01-no.wav', network);

async function* later<T>(values: Iterable<T>): AsyncGenerator<T> {
  for (const value of values) {
    await Promise.resolve();
    yield value;
  }
}

test('any network on any configuration: a stream ends with what simulate returns, state reset or kept', async () => {
  const pairs = arbitraryNetworkAndFrames({ maxFrames: 6 }).chain(({ network, frames }) =>
    arbitraryPlacement(network).map((placement) => ({ network, frames, ...placement })),
  );
  await fc.assert(
    fc.asyncProperty(pairs, fc.boolean(), async ({ network, frames, hardware, assignment }, kept) => {
      const recordings = [
        { name: 'a', frames },
        { name: 'b', frames: frames.slice(-2) },
      ];
      const request = {
        network,
        hardware,
        assignment,
        table,
        allowMissedRealTime: true,
        state: kept ? ('kept' as const) : ('reset' as const),
      };
      const come = recordings.map(({ name, frames }) => ({ name, frames: later(frames) }));
      const streamed = await resultOf(streamRecordings({ ...request, recordings: come }));
      expect(streamed).toEqual(simulate({ ...request, recordings }));
    }),
    { seed: 1, numRuns: runs(25) },
  );
});

test('the command prints what a script can make: JSON in the same order, lines of the same stream', async () => {
  const request = { network, hardware, table, recordings: [yes, no] };
  const whole = simulate(request);
  expect(JSON.stringify(await resultOf(streamRecordings(request)))).toBe(JSON.stringify(whole));
  const lines: string[] = [];
  for await (const line of runLines(streamRecordings(request))) lines.push(line);
  const [head, ...rest] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const summary = rest.pop()!;
  expect(head).toMatchObject({ schema: 'lmusim.run.lines/1', kind: 'run', network: whole.network });
  expect(summary).toMatchObject({ kind: 'summary', cycles: whole.cycles, power: whole.power });
  expect(rest.map(({ recording, frame, scores }) => ({ recording, frame, scores }))).toEqual(
    whole.recordings.flatMap(({ name, frames }) =>
      frames.map(({ scores }, frame) => ({ recording: name, frame, scores: [...scores] })),
    ),
  );
});

test('no more frames are asked for than the machine has begun to need', async () => {
  let asked = 0;
  function* source(): Generator<Int8Array> {
    for (const frame of yes.frames) {
      asked += 1;
      yield frame;
    }
  }
  const waiting: number[] = [];
  for await (const { frame } of streamResults({ network, hardware, table, source: source() })) {
    waiting.push(asked - frame);
  }
  // A latency of 2,144 cycles is longer than a frame of 1,840: when a result comes, the next frame is under way.
  expect(new Set(waiting.slice(0, -1))).toEqual(new Set([2]));
});

test('a WAV file in pieces runs as the file does', async () => {
  const bytes = readFileSync('examples/yes.wav');
  const pieces = Array.from({ length: 33 }, (_, i) => bytes.subarray(1000 * i, 1000 * (i + 1)));
  const recording = wavStream('yes.wav', later(pieces), network);
  const streamed = await resultOf(streamRecordings({ network, hardware, table, recordings: [recording] }));
  expect(streamed).toEqual(simulate({ network, hardware, table, recordings: [yes] }));
});

test('any network on any configuration: the vectors in the memories are those of the reference inference', async () => {
  const pairs = arbitraryNetworkAndFrames({ maxFrames: 4 }).chain(({ network, frames }) =>
    arbitraryPlacement(network).map((placement) => ({ network, frames, ...placement })),
  );
  await fc.assert(
    fc.asyncProperty(pairs, async ({ network, frames, hardware, assignment }) => {
      const stream = streamResults({
        network,
        hardware,
        assignment,
        table,
        allowMissedRealTime: true,
        source: frames,
        vectors: true,
      });
      const reference = new ReferenceInference(network);
      for await (const { frame, vectors } of stream) {
        const traces: LayerTrace[] = [];
        reference.step(frames[frame]!, (trace) => traces.push(trace));
        expect(vectors).toEqual(
          traces.flatMap(({ layer, u, m, readout, h }) => {
            const { name, kind } = network.layers[layer]!;
            const own =
              kind === 'lmu' ? { u: [...u], m: [...m], readout: [...readout], h: [...h] } : { h: [...h] };
            return layer === network.layers.length - 1 ? [] : [{ layer: name, vectors: own }];
          }),
        );
      }
    }),
    { seed: 1, numRuns: runs(25) },
  );
});

test('a source that is left early is told, and there is no summary', async () => {
  let told = false;
  function* source(): Generator<Int8Array> {
    try {
      yield* yes.frames;
    } finally {
      told = true;
    }
  }
  const stream = streamResults({ network, hardware, table, source: source() });
  const seen: StreamedFrame[] = [];
  for await (const frame of stream) {
    seen.push(frame);
    if (seen.length === 3) break;
  }
  expect(told).toBe(true);
  expect(() => stream.summary).toThrow(InputError);
});

test('frames of the wrong length and sources without frames are refused when they come', async () => {
  const refusal = async (source: Iterable<Int8Array>): Promise<string> => {
    try {
      await resultOf(streamResults({ network, hardware, table, source: later(source), name: 'live' }));
    } catch (error) {
      if (error instanceof InputError) return error.message;
      throw error;
    }
    return 'nothing was refused';
  };
  expect(await refusal([])).toBe('live: a recording without frames: expected at least 1 frame, received 0');
  expect(await refusal([yes.frames[0]!, new Int8Array(3)])).toBe(
    'live[1]: a frame has one element for each input of the network: expected 20, received 3',
  );
});
