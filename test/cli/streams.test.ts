/** `lmusim run` frame by frame: JSON Lines, vectors, standard input, features written out, progress, strict mode. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { RunResult } from '../../src/results/index.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();
const yes = repositoryFile('examples/yes.wav');
const no = repositoryFile('test/data/kws/clips/01-no.wav');
const json = (name: string): unknown =>
  JSON.parse(readFileSync(repositoryFile(`test/data/kws/${name}`), 'utf8'));

type Line = Record<string, unknown>;

async function linesOf(...argv: readonly string[]): Promise<Line[]> {
  const { code, stdout, stderr } = await lmusim(['run', '--format', 'jsonl', ...argv]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

async function resultOf(...argv: readonly string[]): Promise<RunResult> {
  const { code, stdout } = await lmusim(['run', '--json', ...argv]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as RunResult;
}

async function refusal(...argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lmusim(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.trimEnd();
}

async function* pieces(path: string): AsyncGenerator<Uint8Array> {
  const bytes = readFileSync(path);
  for (let start = 0; start < bytes.length; start += 4096) {
    await Promise.resolve();
    yield bytes.subarray(start, start + 4096);
  }
}

test('--format jsonl: what ran, each frame as it comes, and at the end what --json says without the frames', async () => {
  const whole = await resultOf(yes, no);
  const [head, ...frames] = await linesOf(yes, no);
  const summary = frames.pop()!;
  expect(head).toMatchObject({ schema: 'lmusim.run.lines/1', kind: 'run', hardware: whole.hardware });
  expect(frames).toHaveLength(98);
  expect(frames[0]).toEqual({
    kind: 'frame',
    recording: 'yes.wav',
    frame: 0,
    ...whole.recordings[0]!.frames[0],
    arrival_cycle: 267,
    result_cycle: 2411,
    latency_cycles: 2144,
  });
  expect(frames.map(({ prediction }) => prediction)).toEqual(
    whole.recordings.flatMap((recording) => recording.frames.map(({ prediction }) => prediction)),
  );
  const { schema, version, network, hardware, table, engine, state, recordings, ...figures } = whole;
  expect({ schema, version, network, hardware, table, engine, state }).toEqual({
    ...head,
    schema: 'lmusim.run/1',
    kind: undefined,
  });
  expect(summary).toEqual({
    kind: 'summary',
    recordings: recordings.map((recording) => ({ ...recording, frames: recording.frames.length })),
    ...figures,
  });
});

test.each(['paper-22nm', 'single-1mhz'])(
  '--vectors: every intermediate vector of the traced clip, from the memories of %s',
  async (hardware) => {
    const [clip] = (
      json('vectors.json') as { clips: { clip: string; features: number[][]; logits: number[][] }[] }
    ).clips;
    const trace = (json('trace-clip-00.json') as { frames: Record<string, number[]>[] }).frames;
    const features = folder.write(
      `${hardware}.json`,
      JSON.stringify({
        schema: 'lmusim.features/1',
        recordings: [{ name: clip!.clip, frames: clip!.features }],
      }),
    );
    const [head, ...frames] = await linesOf('--vectors', '-w', hardware, '--features', features);
    frames.pop();
    expect(frames.map(({ scores }) => scores)).toEqual(clip!.logits);
    // The trace's states and readouts are order-major, the network format's memory-major.
    const shapes = [
      { memories: 16, order: 6 },
      { memories: 32, order: 8 },
    ];
    const orderMajor = (values: readonly number[], { memories, order }: (typeof shapes)[number]): number[] =>
      values.map((_, i) => values[(i % memories) * order + Math.floor(i / memories)]!);
    const traced = frames.map(({ vectors }) =>
      Object.fromEntries(
        (vectors as { layer: string; vectors: Record<'u' | 'm' | 'readout' | 'h', number[]> }[]).flatMap(
          ({ layer, vectors: { u, m, readout, h } }, index) => {
            expect(layer).toBe(`lmu${index}`);
            return Object.entries({
              u,
              m: orderMajor(m, shapes[index]!),
              readout: orderMajor(readout, shapes[index]!),
              h,
            }).map(([name, values]) => [`${name}${index + 1}`, values]);
          },
        ),
      ),
    );
    expect(traced).toEqual(trace);
    const formats = head!['vectorFormats'] as {
      layer: string;
      vector: string;
      elements: number;
      bits: number;
    }[];
    expect(
      formats.map(({ layer, vector, elements, bits }) => `${layer}.${vector} ${elements} x ${bits}`),
    ).toEqual([
      'lmu0.u 16 x 8',
      'lmu0.m 96 x 16',
      'lmu0.readout 96 x 8',
      'lmu0.h 96 x 8',
      'lmu1.u 32 x 8',
      'lmu1.m 256 x 16',
      'lmu1.readout 256 x 8',
      'lmu1.h 128 x 8',
      'output.scores 12 x 20',
    ]);
  },
);

test('standard input: a WAV file in a pipe runs as the file does, alone or among files', async () => {
  const { code, stdout } = await lmusim(['run', '-', no, '--json'], { input: pieces(yes) });
  expect(code).toBe(0);
  const piped = JSON.parse(stdout) as RunResult;
  const whole = await resultOf(yes, no);
  expect(piped).toEqual({
    ...whole,
    recordings: [{ ...whole.recordings[0]!, name: 'stdin' }, whole.recordings[1]],
  });
});

test('standard input that is no recording is refused as a file is', async () => {
  expect(await refusal('run', '-')).toMatchInlineSnapshot(
    `"lmusim: stdin: the file is empty: expected a RIFF/WAVE recording, received 0 bytes (convert it to 16-bit PCM, for example: ffmpeg -i input -ac 1 -ar 16000 -c:a pcm_s16le output.wav)"`,
  );
  expect(await refusal('run', '-', '-')).toMatchInlineSnapshot(
    `"lmusim: -: standard input can be read once"`,
  );
  expect(await refusal('run', '--features', '-')).toMatchInlineSnapshot(
    `"lmusim: --features: standard input and output have no name here (name a file)"`,
  );
});

test('--write-features: a file that --features reads, and the same result from it', async () => {
  const file = join(folder.path, 'written.json');
  const { code, stdout, stderr } = await lmusim(['run', yes, no, '--json', '--write-features', file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `lmusim: wrote ${file}\n` });
  const again = await resultOf('--features', file);
  const first = JSON.parse(stdout) as RunResult;
  expect(again).toEqual({
    ...first,
    recordings: first.recordings.map((recording) => ({ ...recording, sound: undefined })),
  });
  const second = join(folder.path, 'again.json');
  await lmusim(['run', '--features', file, '--write-features', second, '--quiet']);
  expect(readFileSync(second, 'utf8')).toBe(readFileSync(file, 'utf8'));
  expect(await refusal('run', '--write-features', file)).toBe(
    `lmusim: --write-features: cannot write ${file}: it exists (--force overwrites it)`,
  );
});

test('--strict: the first saturation, with its place, and no file', async () => {
  const file = join(folder.path, 'strict.jsonl');
  expect(await refusal('run', '--strict', '--format', 'jsonl', '-o', file)).toMatchInlineSnapshot(
    `"lmusim: tiles[1]: a vector saturates: 129 in 'gemv u' of layer 'lmu1' in cycle 48750 (strict mode treats a saturation as an error; without it, saturations are counted)"`,
  );
  expect(readdirSync(folder.path).filter((name) => name.startsWith('strict'))).toEqual([]);
});

test('flags that do not go together', async () => {
  expect(await refusal('run', '--vectors', '--json', '--format', 'jsonl')).toMatchInlineSnapshot(`
    "lmusim: --vectors: vectors are written frame by frame: expected --format jsonl, received --format json
    lmusim: --json: not together with --format jsonl: expected one of them, received both"
  `);
});

test('--units: how each unit was clocked, and what was waited for', async () => {
  const { stdout } = await lmusim(['--units']);
  expect(stdout).toContain('  macArray           61.0         0.0   39.0                0.0\n');
  expect(stdout).toContain('  cycles lost to: 19.9 channel (no frame has come)');
  const { cycles } = await resultOf();
  // Every domain of a unit is in one state in each cycle (G1).
  for (const { units_domainCycles } of cycles.byTile) {
    for (const { active, idleClocked, gated } of Object.values(units_domainCycles)) {
      expect((active + idleClocked + gated) % cycles.accounted).toBe(0);
    }
  }
});

afterEach(() => {
  vi.restoreAllMocks();
});

test('on work that takes its time, a person sees how far it is, until it is done', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 60));
  const { stderr, stdout } = await lmusim(['run'], { watched: true });
  expect(stderr).toMatch(/^\r\u001b\[K█{6}░{24} 10 of 49 frames\r\u001b\[K/);
  expect(stderr.endsWith('of 49 frames\r\u001b[K')).toBe(true);
  expect(stdout).toBe((await lmusim(['run'])).stdout);
  expect((await lmusim(['run'])).stderr).toBe('');
  expect((await lmusim(['run', '--quiet'], { watched: true })).stderr).toBe('');
});
