import { expect, test } from 'vitest';
import type { CaseCheck, CheckResult } from '../../results/index.js';
import { checkAnnotations, checkBenchmark, checkJUnit, checkMarkdown, checkText } from './index.js';

const fine: CaseCheck = {
  name: 'fine',
  ok: true,
  metrics: [
    { metric: 'perFrame_cycles', expected: 1473, received: 1473, tolerance: 0, ok: true },
    { metric: 'latency_cycles', expected: 2144, received: 2144, tolerance: 0, ok: true },
    { metric: 'energyPerInference_nJ', expected: 37.83, received: 37.83, tolerance: 0, ok: true },
  ],
  predictions: { expected: ['yes'], received: ['yes'], ok: true },
  moved: [],
  tableRows: [],
  changedInputs: [],
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
  tableRows: [{ row: 'macArray.multiply', expected: 0.045, received: 0.05 }],
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
      - tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 ->
        0.05
      - other inputs than the baseline's: table

    1 of 2 cases moved
    lmusim check --update accepts what is measured now as the new baseline
    "
  `);
  expect(checkText(result(fine, { ...fine, changedInputs: ['network'] }))).toMatchInlineSnapshot(`
    "base.yaml
      ok     fine
      ok     fine
      - nothing moved, but other inputs than the baseline's: network

    2 cases, nothing moved
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
    tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 -&#62; 0.05
    other inputs than the baseline&#39;s: table</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('annotations: one for each case that moved, on one line', () => {
  expect(checkAnnotations(result(fine))).toBe('');
  expect(checkAnnotations(result(fine, moved))).toMatchInlineSnapshot(`
    "::error file=base.yaml,title=50 %25 <more> & "less" moved::energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %25)%0Atile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 -> 0.05%0Aother inputs than the baseline's: table
    "
  `);
});

test('a step summary: one row for each case', () => {
  expect(checkMarkdown(result(fine, moved))).toMatchInlineSnapshot(`
    "### lmusim check: cycles or energy moved

    | | baseline | case | energy per inference, nJ | why |
    |---|---|---|---:|---|
    | ok | base.yaml | fine | 37.83 | nothing moved |
    | **moved** | base.yaml | 50 % \\<more\\> & "less" | 38.14 | energy per inference 37.83 nJ, now 38.14 nJ (+0.82 %); tile 1 macArray.multiply +10.00 pJ: table row macArray.multiply 0.045 -\\> 0.05 |
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
