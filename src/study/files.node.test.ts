import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { InputError, type Problem } from '../problems/index.js';
import {
  DEFAULT_HARDWARE,
  DEFAULT_NETWORK,
  DEFAULT_RECORDING,
  DEFAULT_TABLE,
  loadConfiguration,
  loadFeatures,
  loadHardware,
  loadNetwork,
  loadRecording,
  loadTable,
  shippedNames,
} from './files.node.js';

const folder = mkdtempSync(join(tmpdir(), 'lmusim-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

function write(name: string, data: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
}

function problemsOf(action: () => unknown): readonly Problem[] {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('every shipped name can be read, and the defaults are among them', () => {
  const { networks, hardware, tables } = shippedNames();
  for (const name of networks) expect(loadNetwork(name).name).toBe(name);
  for (const name of hardware) expect(loadHardware(name).name).toBe(name);
  for (const name of tables) expect(loadTable(name).name).toBe(name);
  expect(networks).toContain(DEFAULT_NETWORK);
  expect(hardware).toContain(DEFAULT_HARDWARE);
  expect(tables).toContain(DEFAULT_TABLE);
});

test('a path is read from where it points, a name never is', () => {
  expect(loadHardware(repository('hw-configs/tiny.yaml'))).toEqual(loadHardware('tiny'));
  expect(problemsOf(() => loadHardware('package'))).toMatchObject([
    { code: 'files.not-shipped', path: 'hardware' },
  ]);
});

test('a YAML file with rows is an energy table, any other a hardware configuration', () => {
  expect(loadConfiguration('tiny')).toEqual({ kind: 'hardware configuration', value: loadHardware('tiny') });
  expect(loadConfiguration(DEFAULT_TABLE)).toEqual({ kind: 'energy table', value: loadTable(DEFAULT_TABLE) });
});

test('tables and hardware files may state quantities with their unit', () => {
  const shipped = readFileSync(repository('tables/22nm-bottom-up.yaml'), 'utf8');
  const quantity = write('quantity.yaml', shipped.replace('value_pJ: 0.045', 'value: 45 fJ'));
  expect(loadTable(quantity)).toEqual(loadTable('22nm-bottom-up'));
  expect(loadConfiguration(quantity).value).toEqual(loadTable('22nm-bottom-up'));
  const energy = '\nenergy: { macArray: { multiply: { value: 50 fJ } } }\n';
  const hardware = write('own.yaml', readFileSync(repository('hw-configs/tiny.yaml'), 'utf8') + energy);
  expect(loadHardware(hardware)).toEqual({
    ...loadHardware('tiny'),
    energy: { macArray: { multiply: { value_pJ: 0.05 } } },
  });
  expect(loadConfiguration(hardware).value).toEqual(loadHardware(hardware));
});

test('text may begin with a byte order mark', () => {
  const text = readFileSync(repository('hw-configs/tiny.yaml'), 'utf8');
  expect(loadHardware(write('marked.yaml', `\ufeff${text}`))).toEqual(loadHardware('tiny'));
});

test('a recording is named after its file, features after what the file says', () => {
  const network = loadNetwork(DEFAULT_NETWORK);
  const shipped = loadRecording(DEFAULT_RECORDING, network);
  expect(shipped.name).toBe('yes.wav');
  expect(loadRecording(repository('examples/yes.wav'), network)).toEqual(shipped);
  const features = {
    schema: 'lmusim.features/1',
    recordings: [
      {
        name: 'a',
        frames: [
          [1, -2],
          [3, 4],
        ],
      },
    ],
  };
  const file = write('features.json', JSON.stringify(features));
  expect(loadFeatures(file)).toEqual([
    {
      name: 'a',
      frames: [Int8Array.of(1, -2), Int8Array.of(3, 4)],
      origin: { path: 'recordings[0]', file },
    },
  ]);
});

test('what cannot be read is told in words', () => {
  expect(problemsOf(() => loadTable(join(folder, 'absent.yaml')))).toEqual([
    {
      code: 'files.unreadable',
      path: '',
      file: join(folder, 'absent.yaml'),
      message: 'cannot be read',
      expected: 'an energy table (.yaml)',
      received: 'no file of this name',
    },
  ]);
  const notAFolder = join(write('file.yaml', ''), 'x.yaml');
  expect(problemsOf(() => loadTable(notAFolder))).toMatchObject([
    { received: 'a path through something that is no folder' },
  ]);
  expect(problemsOf(() => loadTable(`${folder}/`))).toMatchObject([{ received: 'a folder' }]);
});

test('a file that is far too large is refused before it is read', () => {
  const path = write('large.yaml', '');
  truncateSync(path, 1_000_001);
  expect(problemsOf(() => loadHardware(path))).toMatchObject([
    { code: 'files.too-large', expected: 'a hardware configuration (.yaml) of at most 1 MB' },
  ]);
  truncateSync(path, 300_000_000);
  expect(problemsOf(() => loadNetwork(path))).toMatchObject([{ code: 'files.too-large' }]);
});
