/** Deliberate faults in RTL and simulator: lockstep catches each of them. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differenceText } from '../../src/rtl/index.js';
import { coveringIndices, drawnCase } from './cases.js';
import { RTL_MUTANTS, SIMULATOR_MUTANTS, type Mutant } from './mutants.js';
import type { Recording } from './replay.js';
import { BuiltBench, without } from './rtl-run.js';

const run = promisify(execFile);
const MINUTES = 600_000;
const folder = mkdtempSync(join(tmpdir(), 'lmusim-mutants-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Of each covering case, what the RTL without a fault says. */
const recordings: { readonly index: number; readonly file: string }[] = [];
const caught: { readonly side: string; readonly what: string; readonly cycle: string }[] = [];

/** The source with its fault in it. */
function faulty(source: string, { file, text, fault }: Mutant): string {
  const parts = source.split(text);
  if (parts.length !== 2)
    throw new Error(`${file}: '${text}' stands there ${parts.length - 1} times, not once`);
  return parts.join(fault);
}

async function replay(files: readonly string[], mutant?: Mutant): Promise<string | null> {
  const bundle = await rolldown({
    input: 'test/rtl/replay.ts',
    platform: 'node',
    plugins: [
      {
        name: 'fault',
        transform: (source, id) =>
          mutant !== undefined && id.endsWith(`/src/${mutant.file}`) ? faulty(source, mutant) : undefined,
      },
    ],
  });
  const script = join(folder, 'replay.mjs');
  await bundle.write({ file: script, format: 'esm', codeSplitting: false });
  const { stdout } = await run(process.execPath, [script, ...files], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as string | null;
}

describe.skipIf(without('icarus'))('mutants', () => {
  beforeAll(async () => {
    for (const index of coveringIndices()) {
      const bench = await BuiltBench.build(drawnCase(index), 'icarus');
      const recording: Recording = { index, cycles: bench.cycles, text: await bench.record() };
      bench.remove();
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(recording));
      recordings.push({ index, file });
    }
  }, MINUTES);

  test(
    'without a fault nothing differs',
    async () => {
      expect(await replay(recordings.map(({ file }) => file))).toBeNull();
    },
    MINUTES,
  );

  test.each(RTL_MUTANTS.map((mutant) => [mutant.what, mutant] as const))(
    'rtl: %s',
    async (what, mutant) => {
      let found: string | undefined;
      for (const { index } of recordings) {
        if (found !== undefined) break;
        const bench = await BuiltBench.build(drawnCase(index), 'icarus', (exported) => {
          const file = join(exported, 'rtl', mutant.file);
          writeFileSync(file, faulty(readFileSync(file, 'utf8'), mutant));
        });
        const { difference } = await bench.lockstep();
        bench.remove();
        if (difference !== undefined) found = differenceText(difference);
      }
      expect(found, 'no case sees the fault').toBeDefined();
      caught.push({ side: 'rtl', what, cycle: found!.split('\n')[0]! });
    },
    MINUTES,
  );

  test.each(SIMULATOR_MUTANTS.map((mutant) => [mutant.what, mutant] as const))(
    'simulator: %s',
    async (what, mutant) => {
      const found = await replay(
        recordings.map(({ file }) => file),
        mutant,
      );
      expect(found, 'no case sees the fault').not.toBeNull();
      caught.push({ side: 'simulator', what, cycle: found!.split('\n')[0]! });
    },
    MINUTES,
  );

  test('they are at least 20, on both sides', () => {
    expect(RTL_MUTANTS.length).toBeGreaterThanOrEqual(10);
    expect(SIMULATOR_MUTANTS.length).toBeGreaterThanOrEqual(10);
    mkdirSync('reports', { recursive: true });
    writeFileSync('reports/rtl-mutants.json', JSON.stringify(caught, null, 2));
  });
});
