import { expect, test } from 'vitest';
import type { InputError } from '../../problems/index.js';
import type { Simulated } from '../../results/index.js';
import { parseBaseline, updateBaseline } from './baseline-file.js';

const FILE = `schema: lmusim.baseline/1
tolerances: { cycles: 0.01 }
cases:
  # why this one
  - name: one # short
    network: kws-bootstrap
    hardware: ./mine.yaml
  - name: two
    network: kws-bootstrap
    hardware: tiny
    features: frames.json
    tolerances: { parts: 0.5 }
`;

const HASH = '0123456789abcdef'.repeat(4);

const simulated: Simulated = {
  inputs: { network: HASH, hardware: HASH, table: HASH, recordings: HASH },
  predictions: ['yes', '12', 'null'],
  perFrame_cycles: 1473,
  latency_cycles: 2144,
  energyPerInference_nJ: 37.83121520002208,
  realTime: true,
  tableRows: { 'macArray.multiply': { value: 0.045, valueUnit: 'pJ', kind: 'derived' } },
  parts: { accelerator: { 'clockTree.clock': { count: 90160, energy_pJ: 450800 } } },
};

const messages = (content: string, use: 'check' | 'update' = 'check'): string[] => {
  try {
    parseBaseline(content, 'base.yaml', use);
    return [];
  } catch (error) {
    return (error as InputError).message.split('\n');
  }
};

test('cases, with the tolerances of the file or their own', () => {
  expect(parseBaseline(FILE).map(({ name, tolerances }) => [name, tolerances])).toEqual([
    ['one', { cycles: 0.01, energy: 0, parts: 0 }],
    ['two', { cycles: 0, energy: 0, parts: 0.5 }],
  ]);
});

test('an update adds what was simulated, one part a line, and keeps everything else', () => {
  const updated = updateBaseline(FILE, [simulated, simulated]);
  expect(parseBaseline(updated).map((each) => each.simulated)).toEqual([simulated, simulated]);
  expect(updated).toContain('  # why this one\n  - name: one # short\n');
  expect(updated).toContain('          clockTree.clock: { count: 90160, energy_pJ: 450800 }\n');
  expect(updated).toContain('        macArray.multiply: { value: 0.045, valueUnit: pJ, kind: derived }\n');
  expect(updateBaseline(updated, [simulated, simulated])).toBe(updated);
});

test('what another version simulated is refused with a hint, and is no obstacle to an update', () => {
  const older = updateBaseline(FILE, [simulated, simulated]).replace(/ +realTime: true\n/, '');
  expect(messages(older)).toEqual([
    'base.yaml:8:5 cases[0].simulated.realTime: missing: expected a boolean (lmusim check --update simulates it again)',
  ]);
  expect(parseBaseline(older, 'base.yaml', 'update').map((each) => each.simulated)).toEqual([
    undefined,
    undefined,
  ]);
});

test('nothing in a baseline is measured: a key of that name is unknown, and the right one is named', () => {
  const wrong = updateBaseline(FILE, [simulated, simulated]).replaceAll('simulated:', 'measured:');
  for (const use of ['check', 'update'] as const) {
    expect(messages(wrong, use)).toEqual([
      "base.yaml:8:5 cases[0].measured: unknown key (did you mean 'simulated'?)",
      "base.yaml:32:5 cases[1].measured: unknown key (did you mean 'simulated'?)",
    ]);
  }
});

test('misspelt keys, repeated names and contradictions, all at once, each with its place', () => {
  expect(messages(FILE.replace('cycles: 0.01', 'cycle: 0.01').replace('features:', 'feature:'))).toEqual([
    "base.yaml:2:15 tolerances.cycle: unknown key (did you mean 'cycles'?)",
    "base.yaml:11:5 cases[1].feature: unknown key (did you mean 'features'?)",
  ]);
  expect(messages(FILE.replace('name: two', 'name: one\n    recordings: [a.wav]'))).toEqual([
    "base.yaml:8:5 cases[1].name: the same as cases[0].name: expected another name, received 'one'",
    'base.yaml:12:5 cases[1].features: not together with recordings: expected one of them, received both',
  ]);
});

test('cycles and counts are whole, and a hash has 64 digits', () => {
  const wrong = updateBaseline(FILE, [simulated, simulated])
    .replace('perFrame_cycles: 1473', 'perFrame_cycles: 1473.5')
    .replace('count: 90160', 'count: 0.5')
    .replace(`table: ${HASH}`, 'table: abc');
  expect(messages(wrong).map((message) => message.replace(/^base.yaml:\d+:\d+ /, ''))).toEqual([
    "cases[0].simulated.inputs.table: a SHA-256 is 64 lower-case hexadecimal digits: received 'abc' (lmusim check --update simulates it again)",
    'cases[0].simulated.perFrame_cycles: not a usable value: expected a whole number, received 1473.5 (lmusim check --update simulates it again)',
    'cases[0].simulated.parts.accelerator.clockTree.clock.count: not a usable value: expected a whole number, received 0.5 (lmusim check --update simulates it again)',
  ]);
});
