import { expect, test } from 'vitest';
import type { CaseCheck, CheckResult, SimulatedRow } from '../../results/index.js';
import { checkAnnotations, checkBenchmark, checkJUnit, checkMarkdown, checkText } from './index.js';

const row = (value: number): SimulatedRow => ({ value, valueUnit: 'pJ', kind: 'derived' });

const fine: CaseCheck = {
  name: 'fine',
  ok: true,
  metrics: [
    { metric: 'perFrame_cycles', expected: 1473, received: 1473, tolerance: 0, ok: true },
    { metric: 'latency_cycles', expected: 2144, received: 2144, tolerance: 0, ok: true },
    { metric: 'energyPerInference_nJ', expected: 37.83, received: 37.83, tolerance: 0, ok: true },
  ],
  predictions: { expected: ['yes'], received: ['yes'], ok: true },
  realTime: { expected: true, received: true, ok: true },
  moved: [],
  tableRows: [],
  changedInputs: [],
  assumptions: ['Everything here is made up.'],
};
const moved: CaseCheck = {
  ...fine,
  name: '50 % <more> & "less"',
  ok: false,
  metrics: [
    ...fine.metrics.slice(0, 2),
    { metric: 'energyPerInference_nJ', expected: 37.83, received: 38.14, tolerance: 0, ok: false },
  ],
  moved: [
    {
      tile: 'tile 1',
      action: 'macArray.multiply',
      tableRow: 'macArray.multiply',
      expected: { count: 2000, energy_pJ: 90 },
      received: { count: 2000, energy_pJ: 100 },
      change_pJ: 10,
      byCounts_pJ: 0,
      causes: ['table'],
    },
  ],
  tableRows: [{ row: 'macArray.multiply', expected: row(0.045), received: row(0.05) }],
  changedInputs: ['table'],
};
const result = (...cases: CaseCheck[]): CheckResult => ({
  schema: 'lmusim.check/1',
  version: '0.1.0',
  ok: cases.every(({ ok }) => ok),
  baselines: [{ file: 'base.yaml', cases }],
});

test('text: what moved, by how much and why', () => {
  expect(checkText(result(fine, moved))).toMatchInlineSnapshot(`
    "base.yaml
      ok     fine
      moved  50 % <more> & "less"
      - energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %)
      - tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 pJ ->
        0.05 pJ
      - other inputs than the baseline's: table

    1 of 2 cases moved
    lmusim check --update accepts what is simulated now as the new baseline

    Assumptions
      - Everything here is made up.
    "
  `);
  expect(checkText(result(fine, { ...fine, changedInputs: ['network'] }))).toMatchInlineSnapshot(`
    "base.yaml
      ok     fine
      ok     fine
      - nothing moved, but other inputs than the baseline's: network

    2 cases, nothing moved

    Assumptions
      - Everything here is made up.
    "
  `);
});

test('JUnit XML: a test case for each case, nothing unescaped', () => {
  expect(checkJUnit(result(fine, moved))).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="lmusim check" tests="2" failures="1">
      <testsuite name="base.yaml" tests="2" failures="1">
        <testcase classname="base.yaml" name="fine"/>
        <testcase classname="base.yaml" name="50 % &#60;more&#62; &#38; &#34;less&#34;">
          <failure message="energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %)">energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %)
    tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 pJ -&#62; 0.05 pJ
    other inputs than the baseline&#39;s: table</failure>
        </testcase>
        <system-out>Everything here is made up.</system-out>
      </testsuite>
    </testsuites>
    "
  `);
});

test('real time that is missed is told, and is a movement when the baseline met it', () => {
  const missed = (expected: boolean): CaseCheck => ({
    ...fine,
    ok: !expected,
    realTime: { expected, received: false, ok: !expected },
  });
  expect(checkText(result(missed(true)))).toContain('  moved  fine\n  - real time met, now missed\n');
  expect(checkText(result(missed(false)))).toContain(
    '  ok     fine\n  - real time missed, as in the baseline\n',
  );
  expect(checkMarkdown(result(missed(false)))).toContain(
    '| nothing moved; real time missed, as in the baseline |',
  );
  expect(checkAnnotations(result(missed(true)))).toBe(
    '::error file=base.yaml,title=fine%3A real time moved::real time met, now missed\n',
  );
});

test('annotations: no more than GitHub shows of a step, the most important of each case first', () => {
  const [part] = moved.moved;
  const parts = Array.from({ length: 20 }, (_, tile) => ({ ...part!, tile: `tile ${tile}` }));
  const many: CaseCheck = { ...moved, name: 'many', moved: parts };
  const lines = checkAnnotations(result(many, { ...moved, name: 'few' }))
    .split('\n')
    .slice(0, -1);
  expect(lines).toHaveLength(10);
  expect(lines.slice(0, 3).map((line) => /title=([^:]*)::/.exec(line)![1])).toEqual([
    'many%3A energy per inference moved',
    'few%3A energy per inference moved',
    'many%3A tile 0 macArray.multiply moved',
  ]);
  expect(lines.at(-1)).toContain('title=14 more moved::');
});

test('annotations: one for each thing that moved, on one line', () => {
  expect(checkAnnotations(result(fine))).toBe('');
  expect(checkAnnotations(result(fine, moved))).toMatchInlineSnapshot(`
    "::error file=base.yaml,title=50 %25 <more> & "less"%3A energy per inference moved::energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %25)%0Aother inputs than the baseline's: table
    ::error file=base.yaml,title=50 %25 <more> & "less"%3A tile 1 macArray.multiply moved::tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 pJ -> 0.05 pJ%0Aother inputs than the baseline's: table
    "
  `);
});

test('a step summary: one row for each case', () => {
  expect(checkMarkdown(result(fine, moved))).toMatchInlineSnapshot(`
    "### lmusim check: cycles or energy moved

    | | baseline | case | energy per inference, nJ | why |
    |---|---|---|---:|---|
    | ok | base.yaml | fine | 37.83 | nothing moved |
    | **moved** | base.yaml | 50 % \\<more\\> & "less" | 38.14 | energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %); tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 pJ -\\> 0.05 pJ |

    Everything here is made up.
    "
  `);
});

test("github-action-benchmark's JSON: name, unit and value of every metric", () => {
  const entries = JSON.parse(checkBenchmark(result(moved))) as unknown[];
  expect(entries).toHaveLength(3);
  expect(entries[2]).toEqual({
    name: '50 % <more> & "less": energy per inference',
    unit: 'nJ',
    value: 38.14,
    extra: 'energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %)',
  });
});

test('an energy has its interval, where its table has draws', () => {
  const drawn = { ...moved, energyPerInference_nJ_p5_p95: [35, 42.25] as const };
  expect(checkMarkdown(result(drawn))).toContain('| 38.14 (5-95 %: 35.00 to 42.25) |');
  const text = 'energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %; 5-95 %: 35.00 to 42.25)';
  for (const format of [checkText, checkJUnit]) {
    const found = format(result(drawn)).replaceAll(/\s+/g, ' ');
    expect(found).toContain(text);
  }
});
