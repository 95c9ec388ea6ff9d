/**
 * The same attacks as the campaigns (npm run fuzz), by count and without guidance, and every input that was ever a finding.
 * What a parser promises about the inputs that it takes stands in its file under targets/.
 */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runs } from '../support/runs.js';
import { attempt, repositoryFile } from './target.js';
import { TARGETS } from './targets/index.js';

const repository = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), 'lmusim-'));
beforeAll(() => process.chdir(scratch));
afterAll(() => {
  process.chdir(repository);
  rmSync(scratch, { recursive: true });
});

/** Inputs for each target; a command line is a whole run of the command. */
const CASES: Readonly<Record<string, number>> = { command: 40, hardware: 60, table: 60, baseline: 60 };

test.each(TARGETS.map((target) => [target.name, target] as const))(
  '%s: what is good is taken, and what is mutated is taken or refused',
  async (name, target) => {
    const seeds = await target.seeds();
    if (name !== 'command') for (const seed of seeds) expect(await attempt(target, seed)).toBe('taken');
    const seed = fc.constantFrom(...seeds);
    const inputs = fc.tuple(seed, seed).chain(([parent, other]) => target.mutants(parent, other));
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(inputs, async (input) => void outcomes.add(await attempt(target, input))),
      { numRuns: runs(CASES[name] ?? 300) },
    );
    expect(outcomes).toContain('refused');
  },
);

const corpus = TARGETS.flatMap((target) => {
  const folder = repositoryFile(`test/fuzz/corpus/${target.name}/`);
  return existsSync(folder) ? readdirSync(folder).map((file) => [target.name, file, target] as const) : [];
});

test.runIf(corpus.length > 0).each(corpus)(
  '%s/%s, once a finding, is taken or refused',
  async (name, file, target) => {
    await target.seeds();
    const input = new Uint8Array(readFileSync(repositoryFile(`test/fuzz/corpus/${name}/${file}`)));
    expect(['taken', 'refused']).toContain(await attempt(target, input));
  },
);
