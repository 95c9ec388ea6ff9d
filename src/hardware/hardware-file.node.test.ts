import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { parseHardware } from './hardware-file.js';

const file = (name: string): string => readFileSync(`hw-configs/${name}`, 'utf8');
const paper = file('paper-22nm.yaml');

function messageOf(text: string): string {
  try {
    parseHardware(text, 'mine.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('accepted');
}

test.each(readdirSync('hw-configs').filter((name) => name.endsWith('.yaml')))(
  '%s is a valid configuration',
  (name) => {
    const hardware = parseHardware(file(name), name);
    expect(`${hardware.name}.yaml`).toBe(name);
    expect(hardware.about).not.toBe('');
  },
);

test('a tile is what all share with its own entry on top', () => {
  const { tiles } = parseHardware(paper);
  expect(tiles.map((tile) => tile.weightSram.banks)).toEqual([8, 9, 8]);
  expect(tiles.map((tile) => tile.macArray.lanes)).toEqual([32, 32, 32]);
  expect(tiles[1]!.weightSram).toEqual({
    banks: 9,
    bankWords: 128,
    clockGating: 'perBank',
    retention: false,
  });
});

test('a misspelt key is refused with its position and the nearest known key', () => {
  expect(messageOf(paper.replace('lanes: 32', 'lanse: 32')).split('\n')).toEqual([
    'mine.yaml:17:3 tile.macArray.lanes: missing: expected a number',
    "mine.yaml:17:15 tile.macArray.lanse: unknown key (did you mean 'lanes'?)",
  ]);
});

test('every problem of a file is reported at once, each once', () => {
  const message = messageOf(
    paper
      .replace('clock_kHz: 92', 'clock_kHz: fast')
      .replace('framePeriod_ms: 20\n', '')
      .replace('bankWords: 128', 'bankWords: 100')
      .replace('scores: 12', 'scores: -1'),
  );
  expect(message.split('\n')).toEqual([
    "mine.yaml:10:1 clock_kHz: not a usable value: expected a number, received 'fast'",
    'mine.yaml:4:1 framePeriod_ms: missing: expected a number',
    'mine.yaml:17:27 tile.weightSram.bankWords: a bank must hold a power of two of words: expected 1, 2, 4, 8, ...',
    'mine.yaml:30:22 tiles[2].postProcessor.scores: not a usable value: expected at least 0, received -1',
  ]);
});

test('rules that join keys: lanes and P, scan and lanes, retention and wake', () => {
  expect(messageOf(paper.replace('lanes: 32', 'lanes: 30'))).toContain(
    'tile.macArray.lanes: lanes must be a multiple of outputsPerCycle (rule M9): expected a multiple of 4, received 30',
  );
  expect(messageOf(paper.replace('mode: dense', 'mode: scan'))).toContain('a scan unit has one lane');
  expect(messageOf(paper.replace('banks: 8, ', 'banks: 8, retention: true, '))).toContain('wake_cycles');
});

test('text that is not YAML is refused with its line', () => {
  expect(messageOf('name: [')).toMatch(/^mine\.yaml:1:\d+: not valid YAML/);
});

test('a key that every object inherits is unknown where it stands, like any other', () => {
  expect(messageOf(paper.replace('tile:\n', 'tile:\n  constructor: { a: 1 }\n'))).toMatch(
    /^mine\.yaml:\d+:3 tile\.constructor: unknown key/,
  );
});

test('a file with thousands of unknown keys is refused in time, with the first hundred of them', () => {
  const keys = Array.from({ length: 5000 }, (_, i) => `k${i}: 1`);
  expect(messageOf(`${paper}\n${keys.join('\n')}\n`).split('\n')).toHaveLength(101);
  expect(messageOf('#'.repeat(300_001))).toContain('the file is too large');
}, 15_000);
