import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { expect, test } from 'vitest';

interface Instrumenter {
  readonly instrument: (code: string, first: number) => { readonly code: string; readonly used: number };
}
const { instrument } = (await import(pathToFileURL('scripts/instrument.js').href)) as Instrumenter;

const CODE = `
const sign = (x) => x > 0 ? 'plus' : x < 0 && 'minus' || 'zero';
const object = (x) => ({ x, y: x ?? 'nothing' });
function sum(list) {
  'use strict';
  let total = 0;
  for (const each of list) if (each > 0) total += each; else if (each < 0) total -= each;
  return total;
}
function name(x) {
  switch (x) { case 1: case 2: return 'few'; default: { return x > 9 ? 'many' : 'some'; } }
}
class Box { #inside = (() => 3)(); get inside() { try { return this.#inside; } finally { sum([]); } } static { sum([1]); } }
[sign(1), sign(-1), sign(0), object(), sum([1, -2, 0]), name(2), name(3), name(10), new Box().inside, ((a, b = a || 4) => b)(0)];
`;

test('instrumented code does what it did, and every branch that it reached has counted', () => {
  const { code, used } = instrument(CODE, 5);
  const hits = new Uint8Array(5 + used);
  expect(vm.runInNewContext(code, { __hits: hits })).toEqual(vm.runInNewContext(CODE));
  expect(hits.subarray(0, 5)).toEqual(new Uint8Array(5));
  expect([...hits.subarray(5)].every((count) => count > 0)).toBe(true);
  expect(used).toBeGreaterThan(20);
});

test('a branch that is not reached has not counted', () => {
  const { code, used } = instrument('0 ? 1 : 2;', 0);
  const hits = new Uint8Array(used);
  vm.runInNewContext(code, { __hits: hits });
  expect([...hits]).toEqual([0, 1]);
});
