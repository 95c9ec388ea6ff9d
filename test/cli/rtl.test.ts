/** `lmusim rtl`: what it writes; test/rtl builds and runs it. */
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lmusim, scratchFolder } from './support.js';

const folder = scratchFolder();
const features = folder.write(
  'features.json',
  JSON.stringify({
    schema: 'lmusim.features/1',
    recordings: [{ name: 'two frames', frames: [Array(20).fill(3), Array(20).fill(-7)] }],
  }),
);
const export_ = (name: string, ...more: string[]) =>
  lmusim(['rtl', 'kws-bootstrap', '--features', features, '-o', join(folder.path, name), ...more]);

test('of a file with several recordings the first runs, and a note says so', async () => {
  const frames = [Array(20).fill(1)];
  const recordings = ['one', 'two\u001b[31m'].map((name) => ({ name, frames }));
  const several = folder.write('several.json', JSON.stringify({ schema: 'lmusim.features/1', recordings }));
  const argv = ['rtl', 'kws-bootstrap', '--features', several, '-o'];
  const told = await lmusim([...argv, join(folder.path, 'several')]);
  expect(told.stderr).toBe(`lmusim: ${several} holds 2 recordings; the testbench runs the first, one\n`);
  expect(told.stdout).toContain('1 frames of one,');
  const quiet = await lmusim([...argv, join(folder.path, 'quiet'), '--quiet']);
  expect(quiet).toEqual({ ...told, stdout: told.stdout.replace(/several &&/, 'quiet &&'), stderr: '' });
});

test('a folder with sources, parameters, images, testbench, expected results, Makefile and README', async () => {
  const { code, stdout, stderr } = await export_('first');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('kws-bootstrap on paper-22nm, 2 frames of two frames');
  const path = join(folder.path, 'first');
  expect(readdirSync(path).sort()).toEqual([
    'Makefile',
    'README.md',
    'accelerator.sv',
    'due.hex',
    'expected',
    'frames.hex',
    'rtl',
    'testbench.sv',
    'tile0',
    'tile1',
    'tile2',
  ]);
  expect(readdirSync(join(path, 'tile1')).sort()).toEqual([
    'biasSram.hex',
    'coefficientSram.hex',
    'program.s',
    'programSram.hex',
    'weightSram.hex',
  ]);
  const text = (name: string): string => readFileSync(join(path, name), 'utf8');
  expect(text('accelerator.sv')).toContain('.LANES(32)');
  // 20 features in 5 words of 4: 3 is 03, -7 is f9.
  expect(text('frames.hex')).toBe(`${'03030303\n'.repeat(5)}${'f9f9f9f9\n'.repeat(5)}`);
  // 92 kHz x 20 ms = 1840 = 0x730.
  expect(text('due.hex')).toBe('00000000\n00000730\n');
  expect(text('rtl/tile.sv')).toBe(readFileSync('rtl/tile.sv', 'utf8'));
});

test('the same input writes the same bytes; the JSON lists the files', async () => {
  await export_('second');
  const { stdout } = await export_('third', '--json');
  const { schema, frames, files } = JSON.parse(stdout) as { schema: string; frames: number; files: string[] };
  expect({ schema, frames }).toEqual({ schema: 'lmusim.rtl/1', frames: 2 });
  for (const file of files) {
    expect(readFileSync(join(folder.path, 'third', file), 'utf8')).toBe(
      readFileSync(join(folder.path, 'second', file), 'utf8'),
    );
  }
});

test('a folder that exists is refused unless told otherwise', async () => {
  mkdirSync(join(folder.path, 'there'));
  const { code, stderr } = await export_('there');
  expect(code).toBe(2);
  expect(stderr).toContain('it exists (--force overwrites files of the same names in it)');
  expect(readdirSync(join(folder.path, 'there'))).toEqual([]);
  expect((await export_('there', '--force')).code).toBe(0);
  expect(existsSync(join(folder.path, 'there/Makefile'))).toBe(true);
});

test.each([
  ['no folder', ['rtl', 'kws-bootstrap'], '--output: a folder to be written is needed: expected -o FOLDER'],
  [
    'a folder in a folder that does not exist',
    ['rtl', 'kws-bootstrap', '-o', '/nowhere/at/all'],
    'its folder does not exist',
  ],
  ['a network that is not shipped', ['rtl', 'kws', '-o', join(folder.path, 'x')], "'kws'"],
  [
    'sound and features',
    ['rtl', 'kws-bootstrap', '-o', join(folder.path, 'x'), '--features', 'a.json', '--recording', 'a.wav'],
    '--features: not together with --recording',
  ],
])('%s: refused, exit 2, nothing written', async (_, argv, message) => {
  const { code, stderr } = await lmusim(argv);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(existsSync(join(folder.path, 'x'))).toBe(false);
});
