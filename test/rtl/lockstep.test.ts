/**
 * The RTL twin in lockstep with the simulator: every event of every cycle. Verilator runs the shipped configurations, where cycles
 * are many and a build pays; Icarus, which has four states and is built in a second, the random ones.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { differenceText } from '../../src/rtl/index.js';
import { runs } from '../support/runs.js';
import { arbitraryCase, describeCase } from './arbitrary-case.js';
import { CLIP_FRAMES, coveringCases, shippedCase, tinyCase } from './cases.js';
import { CASES, exercisedBy, NOT_IN_LOCKSTEP } from './coverage.js';
import { VECTOR_CASES } from './vectors.js';
import { BuiltBench, toolVersion, without, type RtlCase, type Tool } from './rtl-run.js';

/** More than one run of \`.ci/run\` takes: \`npm run verify\`. */
const LONG = runs(1) > 1;
const PAIRS = LONG ? 200 : 25;
const MINUTES = 60_000 * (LONG ? 120 : 20);

/** A fresh one each time; LMUSIM_RTL_SEED repeats a run. */
const SEED = Number(process.env['LMUSIM_RTL_SEED'] ?? Date.now() % 2 ** 31);
const say = (text: string): boolean => process.stdout.write(`${text}\n`);

interface Compared {
  readonly name: string;
  readonly tool: Tool;
  readonly cycles: number;
  readonly events: number;
}
const compared: Compared[] = [];
const exercised = new Map<number, number>();

async function agrees(name: string, subject: RtlCase, tool: Tool): Promise<void> {
  const bench = await BuiltBench.build(subject, tool);
  try {
    const { difference, exitCode, cycles, events, machine } = await bench.lockstep();
    expect(difference === undefined ? 'none' : differenceText(difference)).toBe('none');
    expect({ exitCode, cycles: cycles > 0 }).toEqual({ exitCode: 0, cycles: true });
    compared.push({ name, tool, cycles, events });
    for (const index of exercisedBy(subject, machine)) exercised.set(index, (exercised.get(index) ?? 0) + 1);
  } finally {
    bench.remove();
  }
}

describe.skipIf(without('verilator'))('shipped configurations, in Verilator', () => {
  test.each([
    ['kws-bootstrap', 'paper-22nm', CLIP_FRAMES.length],
    ['kws-bootstrap', 'single-1mhz', CLIP_FRAMES.length],
    ['lmu-2-shape', 'paper-22nm', LONG ? CLIP_FRAMES.length : 100],
    ['lmu-2-shape', 'single-1mhz', LONG ? CLIP_FRAMES.length : 20],
  ])(
    '%s on %s, %i frames',
    async (network, hardware, frames) => {
      await agrees(
        `${network} on ${hardware}, ${frames} frames`,
        shippedCase(network, hardware, frames),
        'verilator',
      );
    },
    MINUTES,
  );

  test('a hand-made program on tiny', () => agrees('hand-made on tiny', tinyCase(), 'verilator'), MINUTES);
});

describe.skipIf(without('icarus'))('random programs on random configurations, in Icarus', () => {
  test(
    'few cases that exercise every rule together',
    async () => {
      for (const subject of coveringCases()) {
        await agrees(`covering: ${describeCase(subject)}`, subject, 'icarus');
      }
    },
    MINUTES,
  );

  test(
    'the conformance vectors',
    async () => {
      for (const { name, subject } of VECTOR_CASES.filter(({ subject: { frames } }) => frames.length > 0)) {
        await agrees(`vector ${name}`, subject, 'icarus');
      }
    },
    MINUTES,
  );

  test(
    `${PAIRS} pairs of a fresh seed`,
    async () => {
      say(`random pairs of seed ${SEED}: LMUSIM_RTL_SEED=${SEED} repeats them`);
      const pairs = fc.sample(arbitraryCase, { seed: SEED, numRuns: PAIRS });
      for (const [index, subject] of pairs.entries()) {
        await agrees(`seed ${SEED}, pair ${index}: ${describeCase(subject)}`, subject, 'icarus');
      }
    },
    MINUTES,
  );
});

describe.skipIf(without('verilator') || without('icarus'))('what was compared', () => {
  test('every rule of the contract has a case, or a reason why no run can show it', () => {
    const contract = readFileSync('docs/accelerator.md', 'utf8');
    const rules = [...contract.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule!);
    const listed = new Set([...CASES.map(([rule]) => rule), ...Object.keys(NOT_IN_LOCKSTEP)]);
    expect(rules.filter((rule) => !listed.has(rule))).toEqual([]);
    expect([...listed].filter((rule) => !rules.includes(rule))).toEqual([]);
    const missing = CASES.filter((_, index) => !exercised.has(index)).map(
      ([rule, what]) => `${rule}: ${what}`,
    );
    say(`${CASES.length - missing.length} of ${CASES.length} cases of ${listed.size} rules exercised`);
    expect(missing).toEqual([]);
  });

  test('ten million cycles', () => {
    const cycles = compared.reduce((sum, each) => sum + each.cycles, 0);
    say(`${cycles} cycles compared, ${compared.reduce((sum, each) => sum + each.events, 0)} events`);
    expect(cycles).toBeGreaterThanOrEqual(10_000_000);
  });
});

afterAll(() => {
  mkdirSync('reports', { recursive: true });
  const rules = CASES.map(([rule, what], index) => ({ rule, what, cases: exercised.get(index) ?? 0 }));
  const tools = { verilator: toolVersion('verilator'), icarus: toolVersion('icarus') };
  writeFileSync(
    'reports/rtl-lockstep.json',
    JSON.stringify({ seed: SEED, tools, compared, rules, notInLockstep: NOT_IN_LOCKSTEP }, null, 2),
  );
});
