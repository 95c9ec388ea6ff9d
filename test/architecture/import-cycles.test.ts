import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findCycles, readImportGraph, valueImports } from './import-graph.js';

const source = fileURLToPath(new URL('../../src', import.meta.url));

test('no file of src/ imports itself by way of others', () => {
  const graph = readImportGraph(source);
  expect(graph.get('problems/schema-problems.ts')).toContain('problems/suggest.ts');
  expect(findCycles(graph).map((cycle) => cycle.join(' -> '))).toEqual([]);
});

test('a cycle is found from wherever the walk begins, and a diamond is none', () => {
  const diamond = { top: ['left', 'right'], left: ['bottom'], right: ['bottom'], bottom: [] };
  expect(findCycles(new Map(Object.entries(diamond)))).toEqual([]);
  const knot = { entry: ['a'], a: ['b'], b: ['c'], c: ['a'] };
  expect(findCycles(new Map(Object.entries(knot)))).toEqual([['a', 'b', 'c', 'a']]);
  expect(findCycles(new Map([['self', ['self']]]))).toEqual([['self', 'self']]);
});

test('what the compiler erases and what loads later count as no import', () => {
  const text = `
    import './effect.js';
    import { a, type B } from './value.js';
    import type { C } from './type.js';
    export * from './all.js';
    export { d } from './named.js';
    export type { E } from './exported-type.js';
    export const f = () => import('./later.js');`;
  expect(valueImports(text)).toEqual(['./effect.js', './value.js', './all.js', './named.js']);
});
