/** The verbs that make programs and look into them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile, frameTiming } from '../../src/index.js';
import { decodeProgram } from '../../src/program/index.js';
import type { CompileResult, NetworkInfo, ProgramInfo } from '../../src/results/index.js';
import { loadHardware, loadNetwork, loadProgram } from '../../src/study/files.node.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();
const path = (name: string): string => join(folder.path, name);

/** The value of a command that prints JSON. */
async function json<Result>(...argv: readonly string[]): Promise<Result> {
  const { code, stdout, stderr } = await lmusim([...argv, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Result;
}

async function refusal(...argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lmusim(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr.replaceAll(`${folder.path}/`, '').trimEnd();
}

test('compile: without a file it says what a program takes; never a byte of it on standard output', async () => {
  const { code, stdout, stderr } = await lmusim(['compile', 'kws-bootstrap', '-w', 'single-1mhz']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "  network     kws-bootstrap
      hardware    single-1mhz
      program     51,080 bytes, SHA-256 a5948aeb8963

    Tile 0
      layers      lmu0, lmu1, output
      program     11 instructions, 3,597 cycles a frame
      words of               used  there   bits      %
      programSram              34     96     32   35.4
      weightSram            3,084  6,144     64   50.2
      biasSram                 59     96     64   61.5
      coefficientSram          16     24     80   66.7
      stateSram               352    384     16   91.7
      vectorSram              156    256     32   60.9
      channel                   5      8     32   62.5
      postProcessor.tables      0      0  2,048    0.0
      postProcessor.scores     12     12     20  100.0

    Real time met
      frame       3,597 of 20,000 cycles, 18.0 %
      latency     3,592 of 40,000 cycles, 9.0 %
    "
  `);
});

test('compile: the file is the program, and the figures are those of the library', async () => {
  const file = path('kws.lmuprog');
  const { code, stdout, stderr } = await lmusim(['compile', 'kws-bootstrap', '-o', file, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `lmusim: wrote ${file}\n` });
  const result = JSON.parse(stdout) as CompileResult;
  const [network, hardware] = [loadNetwork('kws-bootstrap'), loadHardware('paper-22nm')];
  const program = loadProgram(file);
  expect({ ...program, networkHash: '' }).toEqual(compile(network, hardware));
  expect(result).toMatchObject({
    schema: 'lmusim.compile/1',
    network: { name: 'kws-bootstrap', sha256: program.networkHash },
    architecture_sha256: program.architectureHash,
    program: { size_bytes: readFileSync(file).length },
    assignment: [0, 1, 2],
    realTime: frameTiming(program, hardware).realTime,
  });
  // 20 rows of 32 lanes: 20 words; 3 row tiles of 116 columns.
  expect(result.tiles[0]!.memories.find(({ memory }) => memory === 'weightSram')).toEqual({
    memory: 'weightSram',
    used_words: 20 + 3 * 116,
    available_words: 1024,
    word_bits: 128,
  });
});

test('compile: a file that exists stays, and a network that does not fit leaves none', async () => {
  const file = folder.write('precious.lmuprog', 'precious');
  expect(await refusal('compile', 'kws-bootstrap', '-o', file)).toBe(
    'lmusim: --output: cannot write precious.lmuprog: it exists (--force overwrites it)',
  );
  expect(readFileSync(file, 'utf8')).toBe('precious');
  expect(await refusal('compile', 'kws-bootstrap', '-w', 'tiny', '-o', path('none'))).toContain(
    'bits are missing',
  );
  expect(existsSync(path('none'))).toBe(false);
});

test('compile, config and run say what --set replaced, and hash what came of it', async () => {
  const set = ['--set', 'clock_kHz=100', '--set', 'tiles[*].weightSram.clockGating=never'];
  const overrides = [
    { path: 'clock_kHz', value: 100 },
    { path: 'tiles[*].weightSram.clockGating', value: 'never' },
  ];
  type Hardware = { readonly hardware: { readonly sha256: string } };
  const plain = await json<Hardware>('config', 'paper-22nm');
  const changed = await json<Hardware>('config', 'paper-22nm', ...set);
  expect(changed.hardware).toMatchObject({ overrides });
  expect(changed.hardware.sha256).not.toBe(plain.hardware.sha256);
  expect(plain.hardware).not.toHaveProperty('overrides');
  for (const argv of [
    ['compile', 'kws-bootstrap'],
    ['run'],
    ['size', 'kws-bootstrap', '--lanes', '32', '--tiles', '3'],
  ]) {
    const { hardware } = await json<Hardware>(...argv, ...set);
    expect(hardware).toMatchObject({ sha256: changed.hardware.sha256, overrides });
  }
  expect(await json('config', 'expand', 'paper-22nm', ...set)).toMatchObject({
    sha256: changed.hardware.sha256,
    overrides,
  });
  const { stdout } = await lmusim(['config', ...set]);
  expect(stdout.split('\n')[0]).toBe('paper-22nm with clock_kHz=100, tiles[*].weightSram.clockGating=never');
});

test('--set: a misspelt path, no path, the same twice', async () => {
  expect(await refusal('run', '--set', 'clock_khz=100', '--set', 'tile.macArray.lanes=many'))
    .toMatchInlineSnapshot(`
    "lmusim: --set clock_khz: unknown key (did you mean 'clock_kHz'?)
    lmusim: --set tile.macArray.lanes: not a usable value: expected a number, received 'many'"
  `);
  expect(await refusal('run', '--set', 'clock_kHz', '--set', 'wake_cycles=1', '--set', 'wake_cycles=2'))
    .toMatchInlineSnapshot(`
    "lmusim: --set: not a usable value: expected path=value, such as clock_kHz=92 or tiles[0].macArray.lanes=16, received 'clock_kHz'
    lmusim: --set wake_cycles: given more than once: expected one value, received 'wake_cycles=1', 'wake_cycles=2'"
  `);
});

test('disassemble and assemble: a tile becomes the same words again', async () => {
  const file = path('round.lmuprog');
  await lmusim([
    'compile',
    'lmu-2-shape',
    '-w',
    'single-1mhz',
    '-o',
    file,
    '--quiet',
    '--set',
    'tiles[0].weightSram.banks=40',
  ]);
  const program = decodeProgram(readFileSync(file));
  for (const [tile, { image }] of program.tiles.entries()) {
    const [text, words] = [path(`${tile}.asm`), path(`${tile}.bin`)];
    expect((await lmusim(['disassemble', file, '--tile', `${tile}`, '-o', text])).code).toBe(0);
    expect((await lmusim(['assemble', text, '-o', words])).code).toBe(0);
    expect(readFileSync(words)).toEqual(Buffer.from(image.code.buffer));
    // Words alone know no layers; without comments the texts are the same.
    const code = (listing: string): string => listing.replace(/^;.*\n/gm, '');
    expect(code((await lmusim(['disassemble', words])).stdout)).toBe(code(readFileSync(text, 'utf8')));
  }
});

test('assemble: a listing, and as JSON', async () => {
  const file = folder.write('small.asm', 'frame: recv\n  clear v[0:8] ; comment\n  jump frame\n');
  expect(await lmusim(['assemble', file])).toEqual({
    code: 0,
    stdout: '0  0c000000  recv\n1  14000000  clear v[0:8]\n2  00000008\n3  08000000  jump 0\n',
    stderr: '',
  });
  expect(await json('assemble', file)).toEqual({
    schema: 'lmusim.assemble/1',
    version: '0.1.0',
    instructions: [
      { address: 0, words: ['0c000000'], text: 'recv' },
      { address: 1, words: ['14000000', '00000008'], text: 'clear v[0:8]' },
      { address: 3, words: ['08000000'], text: 'jump 0' },
    ],
  });
});

test('assemble: every problem with line and column, and no file', async () => {
  const file = folder.write('wrong.asm', 'recv now\njump nowhere\n');
  expect(await refusal('assemble', file, '-o', path('wrong.bin'))).toMatchInlineSnapshot(`
    "lmusim: wrong.asm:1:6: unexpected text: expected the end of the line, received 'now'
    lmusim: wrong.asm:2:6: no such label: expected a label of this text, received 'nowhere' (write 'nowhere:' before an instruction)"
  `);
  expect(existsSync(path('wrong.bin'))).toBe(false);
});

test('disassemble: what is neither program nor words, and a tile that is not there', async () => {
  expect(await refusal('disassemble', folder.write('odd.bin', 'hello'))).toMatchInlineSnapshot(
    `"lmusim: odd.bin: another kind of file: expected a program file or instruction words, received text (lmusim assemble takes the text of a program)"`,
  );
  expect(
    await refusal('disassemble', folder.write('words.bin', '\u00ffABC'.slice(1) + '!')),
  ).toMatchInlineSnapshot(
    `"lmusim: words.bin: another kind of file: expected a program file or instruction words, received text (lmusim assemble takes the text of a program)"`,
  );
  const file = path('kws.lmuprog');
  expect(await refusal('disassemble', file, '--tile', '3')).toMatchInlineSnapshot(
    `"lmusim: --tile: no such tile: expected a number from 0 to 2, received 3"`,
  );
});

test('info: a network with its sizes, work, state and formats', async () => {
  const { code, stdout } = await lmusim(['info', 'kws-bootstrap']);
  expect(code).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
    "kws-bootstrap
      A keyword-spotting LMU trained with hardware-aware training on synthetic
      speech (espeak-ng and flite voices). Integers with power-of-two scales: value
      = q * 2^-fraction. Every matrix is [row = output][column = input].

      weights are trained with hardware-aware training on synthetic speech
      SHA-256     d4edcdf943d1
      inputs      20 features of 8 bits, 5 of them fraction
      features    20 MFCC of 40 mel bands, windows of 512 samples every 320,
                  16,000 Hz
      scores      yes, no, up, down, left, right, on, off, stop, go, _unknown_,
                  _silence_
      weights     48,832 of 4 bits, 195.328 kbit; 15.7 % are zero
      state       5.632 kbit from frame to frame
      work        51,808 multiply-accumulates a frame: 48,832 of matrices, 2,976 of
                  memories

    Layers (MACs: multiply-accumulates a frame; state: bits)
      layer   kind   inputs  units  memories  order  weights    MACs  state
      lmu0    lmu        20     96        16      6   11,456  12,128  1,536
      lmu1    lmu        96    128        32      8   35,840  38,144  4,096
      output  dense     128     12                     1,536   1,536      0

    lmu0
      matrix   rows x columns  of         activation  fraction bits  bits needed
      encoder         16 x 20  x          identity    3 x 5 -> 4     8, sums 14
      hidden         96 x 116  m << 1, x  relu        4 x 5 -> 3     9, sums 18
      memory      window 16 frames, zoh, dense update; states of 16 bits, 11 of them
                  fraction; coefficients 8, readouts 4
      needs       coefficients of 9 bits, sums of 26 bits

    lmu1
      matrix   rows x columns  of  activation  fraction bits  bits needed
      encoder         32 x 96  x   identity    4 x 3 -> 3     8, sums 17
      hidden        128 x 256  m   relu        4 x 4 -> 2     8, sums 18
      memory      window 48 frames, zoh, dense update; states of 16 bits, 10 of them
                  fraction; coefficients 8, readouts 4
      needs       coefficients of 9 bits, sums of 26 bits

    output
      matrix      rows x columns  of  activation  fraction bits  bits needed
      projection        12 x 128  x   identity    4 x 2 -> sum   8, sums 17
    "
  `);
  const info = await json<NetworkInfo>('info', 'kws-bootstrap');
  const weights = 16 * 20 + 96 * 116 + 32 * 96 + 128 * 256 + 12 * 128;
  expect(info).toMatchObject({
    kind: 'network',
    weights,
    size_kbit: (4 * weights) / 1000,
    // 16 memories of order 6 and 32 of order 8: (order + 1) products for each of their states, 16 bits each.
    multiplyAccumulatesPerFrame: { matrices: weights, memories: 16 * 6 * 7 + 32 * 8 * 9 },
    state_bits: 16 * (16 * 6 + 32 * 8),
  });
});

test('info: a program says what it is of and for, by a name or a path', async () => {
  const program = await json<ProgramInfo>('info', path('kws.lmuprog'));
  const network = await json<NetworkInfo>('info', 'kws-bootstrap');
  expect(program).toMatchObject({ kind: 'program', network: { sha256: network.network.sha256 } });
  const work = program.tiles.map(({ multiplyAccumulatesPerFrame }) => multiplyAccumulatesPerFrame);
  expect(work.reduce((sum, products) => sum + products)).toBe(network.multiplyAccumulatesPerFrame.matrices);
  expect(await json('info', repositoryFile('networks/kws-bootstrap.safetensors'))).toEqual(network);
  expect((await lmusim(['info', path('kws.lmuprog')])).stdout).toMatchInlineSnapshot(`
    "  program     53,891 bytes, SHA-256 d006ddf7c18a
      network     kws-bootstrap, SHA-256 d4edcdf943d1
      made for    architecture, SHA-256 e17391af0681
      width       4 results a cycle
      inputs      20 features
      scores      yes, no, up, down, left, right, on, off, stop, go, _unknown_,
                  _silence_

      tile  instructions  words  weights  biases  coefficients  MACs a frame  layers
      0                7     18   11,776      96            56        11,456  lmu0
      1                7     17   35,840     128            72        35,840  lmu1
      2                4      7    4,096      12             0         1,536  output
    "
  `);
});

test('info: what is neither, and a name that is not shipped', async () => {
  expect(await refusal('info', folder.write('text.txt', 'hello'))).toMatchInlineSnapshot(
    `"lmusim: text.txt: too short for a header length: expected at least 8 bytes, received 5 (is this a safetensors file?)"`,
  );
  expect(await refusal('info', 'kws')).toMatchInlineSnapshot(
    `"lmusim: network: no such name in the package: expected a shipped name or the path of a network (.safetensors) or a program file, received 'kws' (known: kws-bootstrap, lmu-2-shape)"`,
  );
});

test('size: no is an answer of its own, exit code 1, with the reasons and no file', async () => {
  const file = path('least.yaml');
  const { code, stdout, stderr } = await lmusim([
    'size',
    'kws-bootstrap',
    '--clock-kHz',
    '5,8',
    '--lanes',
    '8,32',
    '-o',
    file,
  ]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "  network     kws-bootstrap
      base        paper-22nm
      family      432 members
      tiles       1, 2, 3
      lanes       8, 32 for each tile
      Legendre    1, 2, 4, 8 lanes for each tile
      clock       5 kHz, 8 kHz

    No member of the family meets real time

    Least of each clock and number of tiles
      kHz  tiles  transistors
        5      1            -  frame: at least 2,141 of 100 cycles
        5      2            -  frame: at least 1,612 of 100 cycles
        5      3            -  frame: at least 1,473 of 100 cycles
        8      1            -  frame: at least 2,141 of 160 cycles
        8      2            -  frame: at least 1,612 of 160 cycles
        8      3            -  frame: at least 1,473 of 160 cycles

    Less is: fewer transistors (logic by formulas fitted to synthesis, clock gates,
    SRAM with its periphery); of equals the lower clock, then fewer tiles, then less
    latency. Memories and widths are the least that hold the network.
    "
  `);
  expect(existsSync(file)).toBe(false);
});

test('size: the answer is a hardware file of the hash that it says, and runs in real time', async () => {
  const file = path('answer.yaml');
  const { stdout } = await lmusim([
    'size',
    'kws-bootstrap',
    '--lanes',
    '8,16,32',
    '-o',
    file,
    '--json',
    '--quiet',
  ]);
  const { least_sha256, least } = JSON.parse(stdout) as { least_sha256: string; least: { realTime: object } };
  const run = await json<{ hardware: object; cycles: object }>('run', '-w', file);
  expect(run).toMatchObject({ hardware: { sha256: least_sha256 }, realTime: { ok: true } });
  expect(least.realTime).toMatchObject({ ok: true });
});
