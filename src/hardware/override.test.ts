import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { parseHardware } from './hardware-file.js';
import { parseOverride } from './override.js';

const FILE = `name: sample
technology: { node_nm: 22, voltage_V: 0.8 }
clock_kHz: 92
framePeriod_ms: 20
maxLatency_ms: 40
tile:
  macArray: { lanes: 8 }
  weightSram: { bankWords: 64 }
  legendreUnit: { lanes: 2 }
  stateSram: { bankWords: 16 }
  vectorSram: { bankWords: 16 }
  channel: { bufferWords: 8 }
tiles: [{}, { macArray: { lanes: 16 } }]
`;

const read = (...sets: readonly string[]) => parseHardware(FILE, 'sample.yaml', sets.map(parseOverride));

function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

test('a value takes the place of that of the file, typed as YAML types it', () => {
  expect(read('clock_kHz=50.5', 'name=2 GHz').clock_kHz).toBe(50.5);
  expect(read('name="92"').name).toBe('92');
  expect(refusal(() => read('name=92'))).toBe(
    '--set name: not a usable value: expected a string, received 92',
  );
});

test('what tiles share, one tile, every tile', () => {
  const lanes = (...sets: readonly string[]) => read(...sets).tiles.map(({ macArray }) => macArray.lanes);
  expect(lanes('tile.macArray.lanes=4')).toEqual([4, 16]);
  expect(lanes('tiles[0].macArray.lanes=4')).toEqual([4, 16]);
  expect(lanes('tiles[*].macArray.lanes=4')).toEqual([4, 4]);
  expect(lanes('tiles[*].macArray.lanes=4', 'tiles[1].macArray.lanes=32')).toEqual([4, 32]);
  expect(lanes('tiles=[{}, {}, {}]')).toEqual([8, 8, 8]);
});

test('defaults follow: what is set stands there as if the file said it', () => {
  expect(read('outputsPerCycle=8').outputsPerCycle).toBe(8);
  expect(read('tile.stateSram.retention=true', 'wake_cycles=3').tiles[1]!.stateSram.retention).toBe(true);
});

test('what an override makes wrong is told with it as the place, the rest with line and column', () => {
  expect(refusal(() => read('clock_khz=1'))).toBe("--set clock_khz: unknown key (did you mean 'clock_kHz'?)");
  expect(refusal(() => read('tiles[*].macArray.lanez=1'))).toBe(
    "--set tiles[*].macArray.lanez: unknown key (did you mean 'lanes'?)",
  );
  expect(refusal(() => read('tile.macArry.lanes=1'))).toBe(
    "--set tile.macArry: unknown key (did you mean 'macArray'?)",
  );
  expect(refusal(() => read('tiles[0].macArray.lanes=3'))).toBe(
    '--set tiles[0].macArray.lanes: lanes must be a multiple of outputsPerCycle (rule M9): expected a multiple of 4, received 3',
  );
  expect(refusal(() => read('outputsPerCycle=16'))).toBe(
    'sample.yaml:7:15 tile.macArray.lanes: lanes must be a multiple of outputsPerCycle (rule M9): expected a multiple of 16, received 8',
  );
});

test('paths that lead nowhere, all of them', () => {
  expect(refusal(() => read('tiles[2].macArray.lanes=8', 'clock_kHz.x=1', 'tile[0]=1'))).toBe(
    `--set tiles[2].macArray.lanes: leads nowhere in this file: expected tiles to be longer than 2, received a list of 2
--set clock_kHz.x: leads nowhere in this file: expected clock_kHz to be a mapping, received 92
--set tile[0]: leads nowhere in this file: expected tile to be a list, received an object`,
  );
});

test('what is no override', () => {
  for (const text of ['clock_kHz', '=1', 'tiles[-1]=2', 'a..b=1', '']) {
    expect(refusal(() => parseOverride(text))).toBe(
      `--set: not a usable value: expected path=value, such as clock_kHz=92 or tiles[0].macArray.lanes=16, received '${text}'`,
    );
  }
  expect(refusal(() => parseOverride('tiles=[1'))).toMatch(
    /^--set tiles: not valid YAML: .*: received '\[1'$/,
  );
});

test('a key of every object is no key of the file', () => {
  expect(refusal(() => read('constructor.x=1'))).toMatch(/^--set constructor: unknown key/);
  expect(refusal(() => parseOverride('__proto__.x=1'))).toMatch(/^--set: not a usable value/);
});
