import { expect, test } from 'vitest';
import {
  handMadeProgram,
  someNumbers,
  tinyHardware,
  twoTileProgram,
  type HandMadeTile,
} from '../../test/support/hand-made-program.js';
import { architectureHash, defineHardware, type HardwareConfiguration } from '../hardware/index.js';
import { InputError, formatProblem } from '../problems/index.js';
import { checkProgram, requireProgramFits } from './check-program.js';
import type { Program } from './program.js';

const tiny = tinyHardware();
/** tiny.yaml with other values in both tiles. */
const tinyWith = (tile: Record<string, object>): HardwareConfiguration =>
  defineHardware({
    ...tiny,
    tile: {},
    tiles: tiny.tiles.map((each) => ({
      ...each,
      ...Object.fromEntries(
        Object.entries(tile).map(([unit, change]) => [
          unit,
          { ...each[unit as keyof typeof each], ...change },
        ]),
      ),
    })),
  });

const messages = (program: Program, hardware = tiny): string[] =>
  checkProgram(program, hardware).map(formatProblem);

/** All memories of tiny.yaml full, so that only the place of a region can be wrong. */
const full: Omit<HandMadeTile, 'code'> = {
  weights: someNumbers(4 * 256),
  biases: someNumbers(2 * 32),
  coefficients: someNumbers(2 * 64),
  tables: someNumbers(256),
};
/** Problems of one instruction at word 0 of tile 0, or of the last tile, whose memories are full. */
const problemsOf = (
  line: string,
  options: { tile?: 0 | 1; hardware?: HardwareConfiguration } = {},
): string[] => {
  const { tile = 0, hardware = tiny } = options;
  const code = { ...full, code: `${line}\nhalt` };
  return messages(handMadeProgram(hardware, tile === 0 ? [code] : [{ code: 'halt' }, code]), hardware);
};

test('a program that fits has no problems, and is let through', () => {
  expect(messages(twoTileProgram())).toEqual([]);
  expect(() => requireProgramFits(twoTileProgram(), tiny)).not.toThrow();
});

test('tiles that are not used hold halt', () => {
  expect(messages(handMadeProgram(tiny, []))).toEqual([]);
});

test('a program for another architecture is refused with both hashes, and nothing else is said of it', () => {
  const other = tinyWith({ vectorSram: { banks: 1 } });
  const hash = (hardware: HardwareConfiguration): string => architectureHash(hardware).slice(0, 12);
  expect(messages(twoTileProgram(), other)).toEqual([
    'architectureHash: the program of hand-made was compiled for another architecture: ' +
      `expected ${hash(other)} (tiny), received ${hash(tiny)} (compile the network for this configuration)`,
  ]);
});

test('another P and another number of tiles are refused', () => {
  const { tiles } = twoTileProgram();
  expect(messages(twoTileProgram({ outputsPerCycle: 4, tiles: tiles.slice(1) }))).toEqual([
    'outputsPerCycle: the program has another P: expected 2, received 4',
    expect.stringMatching(/^tiles: the program has another number of tiles .*: expected 2, received 1$/),
  ]);
});

test('requireProgramFits throws all problems with the name of the file', () => {
  const program = handMadeProgram(tiny, [{ code: 'jump 7' }, { code: 'recv' }], { inputs: 33 });
  try {
    requireProgramFits(program, tiny, 'mine.prog');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems.map(({ file, path, code }) => [file, path, code])).toEqual([
      ['mine.prog', 'inputs', 'program.size'],
      ['mine.prog', 'tiles[0].code[0]', 'program.jump'],
      ['mine.prog', 'tiles[1].code', 'program.end'],
    ]);
  }
  expect.assertions(2);
});

test.each<[keyof HandMadeTile, HandMadeTile, string]>([
  ['code', { code: 'recv\n'.repeat(64) + 'halt' }, 'at most 64 words of programSram, received 65'],
  [
    'weights',
    { code: 'halt', weights: someNumbers(4 * 257) },
    'at most 256 words of weightSram, received 257',
  ],
  ['weights', { code: 'halt', weights: [1, 2, 3] }, 'not a whole number of words: expected a multiple of 4'],
  ['biases', { code: 'halt', biases: someNumbers(2 * 33) }, 'at most 32 words of biasSram, received 33'],
  ['biases', { code: 'halt', biases: [1] }, 'not a whole number of words: expected a multiple of 2'],
  [
    'coefficients',
    { code: 'halt', coefficients: someNumbers(130) },
    'at most 64 words of coefficientSram, received 65',
  ],
  [
    'coefficients',
    { code: 'halt', coefficients: [1] },
    'not a whole number of words: expected a multiple of 2',
  ],
  ['tables', { code: 'halt', tables: someNumbers(512) }, 'at most 1 words of postProcessor, received 2'],
  ['tables', { code: 'halt', tables: [1] }, 'not a whole number of words: expected a multiple of 256'],
])('an image must fit its memory: %s', (part, tile, message) => {
  const [problem, ...others] = messages(handMadeProgram(tiny, [{ code: 'halt' }, tile]));
  expect(problem).toMatch(new RegExp(`^tiles\\[1\\]\\.${part}: `));
  expect(problem).toContain(message);
  expect(others).toEqual([]);
});

test('values wider than their bits are refused, at the first one', () => {
  const narrow = tinyWith({ macArray: { weightBits: 4 }, legendreUnit: { coefficientBits: 6 } });
  const tile = { code: 'halt', weights: [7, -8, 8, -9], coefficients: [31, -32, -33, 0] };
  expect(messages(handMadeProgram(narrow, [tile]), narrow)).toEqual([
    'tiles[0].weights[2]: a value does not fit weightBits of macArray (and 1 more after it): expected -8 to 7, received 8',
    'tiles[0].coefficients[2]: a value does not fit coefficientBits of legendreUnit: expected -32 to 31, received -33',
  ]);
});

test('I1: illegal words are reported instead of what follows them', () => {
  const program = twoTileProgram();
  const [first, second] = program.tiles;
  const code = Uint32Array.from([0, 0xffffffff]);
  const wrong = { ...first!, image: { ...first!.image, code } };
  expect(checkProgram({ ...program, tiles: [wrong, second!] }, tiny).map(({ path }) => path)).toEqual([
    'tiles[0].code[0]',
    'tiles[0].code[1]',
  ]);
});

test('instructions and labels must be those of the code', () => {
  const program = twoTileProgram();
  const [first, second] = program.tiles;
  const wrong = { ...first!, instructions: second!.instructions, labels: second!.labels };
  expect(messages({ ...program, tiles: [wrong, second!] })).toEqual([
    expect.stringContaining('tiles[0].instructions: the instructions are not those of the code'),
    'tiles[0].labels: every instruction needs one label: expected 8, received 4',
  ]);
});

test('M3: a program must not run on beyond its last word', () => {
  const [problem] = messages(handMadeProgram(tiny, [{ code: '' }]));
  expect(problem).toContain('tiles[0].code: the program runs on beyond its last word (rule M3)');
  expect(messages(handMadeProgram(tiny, [{ code: 'recv' }]))).toHaveLength(1);
  expect(messages(handMadeProgram(tiny, [{ code: 'halt' }]))).toEqual([]);
});

test('a tile takes frames and answers each of them once, or halts', () => {
  expect(messages(handMadeProgram(tiny, [{ code: 'a: jump a' }]))).toEqual([
    'tiles[0].instructions[0]: a loop without recv: the tile never takes a frame',
  ]);
  expect(messages(handMadeProgram(tiny, [{ code: 'a: recv\njump a' }]))).toEqual([
    'tiles[0].instructions[0]: the frame that this recv begins must send once: expected 1 send, received 0',
  ]);
});

test('H6: a frame must fit a buffer of channel 0', () => {
  expect(messages(handMadeProgram(tiny, [], { inputs: 32 }))).toEqual([]);
  expect(messages(handMadeProgram(tiny, [], { inputs: 33 }))).toEqual([
    'inputs: a frame: more than there is room for: expected at most 16 words of a buffer of the input channel (rule H6), received 17',
  ]);
});

test('a jump goes to the first word of an instruction', () => {
  const jump = (target: number): string[] =>
    messages(handMadeProgram(tiny, [{ code: `clear v[0:1]\njump ${target}\nrecv\nsend\njump 3` }]));
  expect(jump(3)).toEqual([]);
  for (const target of [1, 6]) {
    expect(jump(target)).toEqual([
      `tiles[0].code[2]: the target of a jump is no instruction: expected a word at which an instruction begins, received ${target}`,
    ]);
  }
});

const legendre = (change: Partial<Record<'s' | 'u' | 'r' | 'c' | 'n' | 'd' | 'shift', number>>): string => {
  const { s, u, r, c, n, d, shift } = { s: 0, u: 0, r: 1, c: 0, n: 1, d: 2, shift: 0, ...change };
  return `legendre s[${s}], u v[${u}] << ${shift}, readout v[${r}], c[${c}], ${n} memories, order ${d}, shift 6, readout shift 8`;
};

// Regions of tiny.yaml: the greatest that fits, the next one, and what is said of that.
test.each<[string, string, string]>([
  [
    'clear v[60:4]',
    'clear v[60:5]',
    'clear: words beyond vectorSram (rule M3): expected words 0 to 63, received words 60 to 64',
  ],
  [
    'clear s[60:4]',
    'clear s[61:4]',
    'clear: words beyond stateSram (rule M3): expected words 0 to 63, received words 61 to 64',
  ],
  [
    'gemv v[0], 5 rows, [x[0:8]], w[240], shift 0, relu',
    'gemv v[0], 5 rows, [x[0:8]], w[241], shift 0, relu',
    'weights: words beyond weightSram (rule M3): expected words 0 to 255, received words 241 to 256',
  ],
  [
    'gemv v[0], 5 rows, [x[0:8]], w[0], b[29], shift 0, relu',
    'gemv v[0], 5 rows, [x[0:8]], w[0], b[30], shift 0, relu',
    'biases: words beyond biasSram (rule M3): expected words 0 to 31, received words 30 to 32',
  ],
  [
    'gemv v[61], 5 rows, [x[0:8]], w[0], shift 0, relu',
    'gemv v[62], 5 rows, [x[0:8]], w[0], shift 0, relu',
    'results: words beyond vectorSram (rule M3): expected words 0 to 63, received words 62 to 64',
  ],
  [
    'gemv v[0], 4 rows, [x[0:1], v[62:4]], w[0], shift 0, relu',
    'gemv v[0], 4 rows, [x[0:1], v[62:5]], w[0], shift 0, relu',
    'segment 1: words beyond vectorSram (rule M3): expected words 0 to 63, received words 62 to 64',
  ],
  [
    'gemv v[0], 4 rows, [x[8:16]], w[0], shift 0, relu',
    'gemv v[0], 4 rows, [x[8:17]], w[0], shift 0, relu',
    'segment 0: words beyond a buffer of the input channel (rule M3): expected words 0 to 15, received words 8 to 16',
  ],
  [
    'gemv out, 32 rows, [x[0:4]], w[0], shift 0, relu',
    'gemv out, 33 rows, [x[0:4]], w[0], shift 0, relu',
    "results: words beyond a buffer of the next tile's channel (rule M3): expected words 0 to 15, received words 0 to 16",
  ],
  [
    'gemv.raw scores, 8 rows, [x[0:4]], w[0], shift 0, identity',
    'gemv.raw scores, 9 rows, [x[0:4]], w[0], shift 0, identity',
    'raw scores beyond what the tile has (rule I2): expected at most 8, received 9',
  ],
  [
    'gemv v[0], 4 rows, [x[0:4]], w[0], shift 0, table 0',
    'gemv v[0], 4 rows, [x[0:4]], w[0], shift 0, table 1',
    'activation table beyond what the tile has (rule N6): expected at most 0, received 1',
  ],
  [
    legendre({ d: 6 }),
    legendre({ d: 7 }),
    'order beyond what the tile has (maxOrder of the Legendre unit): expected at most 6, received 7',
  ],
  [
    legendre({ shift: 8 }),
    legendre({ shift: 9 }),
    'inputShift beyond what the tile has (rule N10): expected at most 8, received 9',
  ],
  [
    legendre({ u: 62, n: 4 }),
    legendre({ u: 62, n: 5 }),
    'u: words beyond vectorSram (rule M3): expected words 0 to 63, received words 62 to 64',
  ],
  [
    legendre({ r: 61, n: 3 }),
    legendre({ r: 62, n: 3 }),
    'readouts: words beyond vectorSram (rule M3): expected words 0 to 63, received words 62 to 64',
  ],
  [
    legendre({ s: 58, n: 3 }),
    legendre({ s: 59, n: 3 }),
    'states: words beyond stateSram (rule M3): expected words 0 to 63, received words 59 to 64',
  ],
  // Q = ceil(3 / 2) passes of 3 + 1 words.
  [
    legendre({ c: 56, d: 3 }),
    legendre({ c: 57, d: 3 }),
    'coefficients: words beyond coefficientSram (rule M3): expected words 0 to 63, received words 57 to 64',
  ],
])('bounds: %s, but not %s', (fits, leaves, message) => {
  expect(problemsOf(fits)).toEqual([]);
  expect(problemsOf(leaves)).toEqual([`tiles[0].code[0]: ${message}`]);
});

test('M7: a scan reads one coefficient an order', () => {
  const scan = tinyWith({ legendreUnit: { mode: 'scan', lanes: 1 } });
  const program = (line: string): Program =>
    handMadeProgram(scan, [{ code: `${line}\nhalt`, coefficients: someNumbers(64) }]);
  expect(messages(program(legendre({ c: 61, d: 3 })), scan)).toEqual([]);
  expect(messages(program(legendre({ c: 62, d: 3 })), scan)).toHaveLength(1);
});

test('N4: an aligned operand must fit operandBits', () => {
  const narrow = tinyWith({ macArray: { operandBits: 9 } });
  const gemv = (align: number): string =>
    `gemv v[0], 4 rows, [x[0:4], x[0:4] << ${align}], w[0], shift 0, relu`;
  expect(problemsOf(gemv(1), { hardware: narrow })).toEqual([]);
  expect(problemsOf(gemv(2), { hardware: narrow })).toEqual([
    'tiles[0].code[0]: operand bits of segment 1 beyond what the tile has (rule N4): expected at most 9, received 10',
  ]);
});

test('W1: what an instruction reads must have been loaded', () => {
  const code = `gemv v[0], 4 rows, [x[0:4]], w[0], b[0], shift 0, table 0\n${legendre({})}\nhalt`;
  expect(messages(handMadeProgram(tiny, [{ code, ...full }]))).toEqual([]);
  expect(messages(handMadeProgram(tiny, [{ code, weights: someNumbers(12), biases: [1, 2] }]))).toEqual([
    'tiles[0].code[0]: weights: words beyond what weightSram is loaded with (rule W1): expected words below 3, received words 0 to 3',
    'tiles[0].code[0]: biases: words beyond what biasSram is loaded with (rule W1): expected words below 1, received words 0 to 1',
    'tiles[0].code[0]: activation table beyond what the tile has (rule N6): expected none, received 0',
    'tiles[0].code[4]: coefficients: words beyond what coefficientSram is loaded with (rule W1): expected words below 0, received words 0 to 2',
  ]);
});

test('S2: only a tile with a next one writes and sends to the output channel', () => {
  const gemv = 'gemv out, 2 rows, [x[0:4]], w[0], shift 0, relu';
  expect(problemsOf(gemv)).toEqual([]);
  expect(problemsOf(gemv, { tile: 1 })).toEqual([
    expect.stringMatching(/^tiles\[1\]\.code\[0\]: gemv to the output channel needs a next tile/),
  ]);
  expect(problemsOf('send', { tile: 1 })).toEqual([
    expect.stringMatching(/^tiles\[1\]\.code\[0\]: send needs a next tile/),
  ]);
});

test('I4: a gemv of several row tiles keeps off its own sources', () => {
  const gemv = (rows: number, base: number): string =>
    `gemv v[${base}], ${rows} rows, [x[0:2], v[8:4]], w[0], shift 0, relu`;
  expect(problemsOf(gemv(4, 8)), 'one row tile may').toEqual([]);
  expect(problemsOf(gemv(6, 5)), 'words 5 to 7').toEqual([]);
  expect(problemsOf(gemv(6, 10)), 'words 10 to 12').toEqual([]);
  for (const base of [6, 9]) {
    expect(problemsOf(gemv(6, base))).toEqual([
      'tiles[0].code[0]: a gemv of 2 row tiles overwrites its segment 1 (rule I4): expected results apart from words 8 to 9, ' +
        `received words ${base} to ${base + 2} (keep two regions and unroll the program over two frames)`,
    ]);
  }
});

test('M4, M7: a lane without a row must hold 0, and is told with the instruction that would use it', () => {
  const program = twoTileProgram();
  const [tile] = program.tiles;
  const weights = Int8Array.from(tile!.image.weights);
  const coefficients = Int16Array.from(tile!.image.coefficients);
  // The first gemv has 2 rows for 4 lanes, the memory order 3 for 2 lanes: its second tile of rows begins at word 4.
  weights.set([3, -2], 4 * 1 + 2);
  coefficients[2 * 4 + 1] = 7;
  const image = { ...tile!.image, weights, coefficients };
  expect(messages({ ...program, tiles: [{ ...tile!, image }, program.tiles[1]!] })).toEqual([
    'tiles[0].weights[6]: a value in a lane without a row (and 1 more) of the instruction at tiles[0].code[5] (rule M4): expected 0, received 3 (fill incomplete words with 0, as compile does)',
    'tiles[0].coefficients[9]: a value in a lane without a row of the instruction at tiles[0].code[10] (rule M7): expected 0, received 7 (fill incomplete words with 0, as compile does)',
  ]);
});
