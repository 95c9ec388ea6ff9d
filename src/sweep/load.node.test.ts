import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { defineSweep } from './definition.js';
import { loadInputs } from './load.node.js';

const root = mkdtempSync(join(tmpdir(), 'lmusim-load-'));
afterAll(() => rmSync(root, { recursive: true }));

const tables = ['a', 'b'].map((folder) => {
  const file = join(root, folder, 'mine.yaml');
  mkdirSync(join(root, folder));
  cpSync('tables/22nm-bottom-up.yaml', file);
  return file;
});

const inputsOf = (values: readonly string[]) =>
  loadInputs(defineSweep({ axes: { table: values, clock_kHz: [92] } })).inputs;

test('absolute paths are called by their last part, so that no result holds a folder of this machine', () => {
  expect(Object.keys(inputsOf([tables[0]!, '22nm-bottom-up']).tables)).toEqual([
    'mine.yaml',
    '22nm-bottom-up',
  ]);
});

test('two files that would be called the same are refused: neither replaces the other', () => {
  const refused = (): unknown => inputsOf(tables);
  expect(refused).toThrow(InputError);
  expect(refused).toThrow('table: two files are called mine.yaml');
});
