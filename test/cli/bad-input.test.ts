/** Every kind of bad input: exit code 2, the whole of standard error, nothing on standard output. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();
const shippedHardware = readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8');
const shippedTable = readFileSync(repositoryFile('tables/22nm-bottom-up.yaml'), 'utf8');
const wav = new Uint8Array(readFileSync(repositoryFile('examples/yes.wav')));

/** A copy of a text in which each of some places, which must be there, is replaced. */
function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`'${from}' is not there`);
    return before.replace(from, to);
  }, text);
}

const hardware = (name: string, changes: Readonly<Record<string, string>>): string =>
  folder.write(name, changed(shippedHardware, changes));

/** What a refused command says, each file by its own name. */
async function refusal(...argv: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lmusim(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.endsWith('\n')).toBe(true);
  return stderr.replaceAll(`${folder.path}/`, '').trimEnd();
}

test('a hardware file with misspelt and missing keys: all of them, with line and column', async () => {
  const file = hardware('keys.yaml', {
    'clock_kHz: 92': 'clock_khz: 92',
    'framePeriod_ms: 20\n': '',
    'operandBits: 10,': 'operandbits: 10,',
  });
  expect(await refusal('run', '-w', file)).toMatchInlineSnapshot(`
    "lmusim: keys.yaml:4:1 clock_kHz: missing: expected a number
    lmusim: keys.yaml:4:1 framePeriod_ms: missing: expected a number
    lmusim: keys.yaml:10:1 clock_khz: unknown key (did you mean 'clock_kHz'?)
    lmusim: keys.yaml:16:41 tile.macArray.operandbits: unknown key (did you mean 'operandBits'?)"
  `);
});

test('a hardware file with wrong types and impossible sizes', async () => {
  const file = hardware('values.yaml', {
    'clock_kHz: 92': 'clock_kHz: fast',
    'lanes: 32,': 'lanes: 30.5,',
    'bankWords: 128': 'bankWords: 100',
    'weightBits: 4': 'weightBits: 0',
    'buffers: 2': 'buffers: 1',
  });
  expect(await refusal('run', '-w', file)).toMatchInlineSnapshot(`
    "lmusim: values.yaml:10:1 clock_kHz: not a usable value: expected a number, received 'fast'
    lmusim: values.yaml:17:15 tile.macArray.lanes: not a usable value: expected a whole number, received 30.5
    lmusim: values.yaml:17:28 tile.macArray.weightBits: not a usable value: expected at least 2, received 0
    lmusim: values.yaml:18:27 tile.weightSram.bankWords: a bank must hold a power of two of words: expected 1, 2, 4, 8, ...
    lmusim: values.yaml:25:14 tile.channel.buffers: not a usable value: expected at least 2, received 1"
  `);
});

test('sizes that do not go together', async () => {
  const file = hardware('lanes.yaml', { 'lanes: 32,': 'lanes: 30,', 'clock_kHz: 92': 'clock_kHz: 92.0001' });
  expect(await refusal('run', '-w', file)).toMatchInlineSnapshot(`
    "lmusim: lanes.yaml:10:1 clock_kHz: the clock must be a whole number of Hz: expected at most three decimals, received 92.0001
    lmusim: lanes.yaml:17:15 tile.macArray.lanes: lanes must be a multiple of outputsPerCycle (rule M9): expected a multiple of 4, received 30"
  `);
});

test('YAML that is none, and a text that is none', async () => {
  const broken = folder.write('broken.yaml', 'name: [a\nclock_kHz: 1\n');
  expect(await refusal('run', '-w', broken)).toMatch(/^lmusim: broken\.yaml:\d+:\d+: not valid YAML: /);
  expect(await refusal('run', '-w', folder.write('bytes.yaml', wav))).toBe(
    'lmusim: bytes.yaml: not text in UTF-8: expected a hardware configuration (.yaml), received a WAV file',
  );
});

test('a clock too slow for real time: the shortfall and the clock that it needs', async () => {
  const file = hardware('slow.yaml', { 'clock_kHz: 92': 'clock_kHz: 60' });
  expect(await refusal('run', '-w', file)).toMatchInlineSnapshot(
    `"lmusim: clock_kHz: 'paper-22nm' misses real time: a frame takes 273 cycles too long: expected at most 1200 cycles a frame, received 1473 (raise clock_kHz from 60 to at least 73.65, add lanes, or run it all the same with --allow-missed-real-time)"`,
  );
  const slower = hardware('slower.yaml', { 'clock_kHz: 92': 'clock_kHz: 50' });
  expect(await refusal('run', '-w', slower)).toMatchInlineSnapshot(`
    "lmusim: clock_kHz: 'paper-22nm' misses real time: a frame takes 473 cycles too long: expected at most 1000 cycles a frame, received 1473 (raise clock_kHz from 50 to at least 73.65, add lanes, or run it all the same with --allow-missed-real-time)
    lmusim: clock_kHz: 'paper-22nm' misses real time: a result comes 144 cycles too late: expected a latency of at most 2000 cycles, received 2144 (raise clock_kHz from 50 to at least 73.65, add lanes, or run it all the same with --allow-missed-real-time)"
  `);
});

test('a network that does not fit: each memory with what is missing', async () => {
  expect(await refusal('run', '-w', 'tiny')).toMatchInlineSnapshot(`
    "lmusim: tiles[0].weightSram: 83,456 bits are missing for 'lmu0': expected 2,864 words x 32 bits, received 256 words x 32 bits (raise tiles[0].weightSram.banks to 45)
    lmusim: tiles[0].biasSram: 512 bits are missing for 'lmu0': expected 48 words x 32 bits, received 32 words x 32 bits (raise tiles[0].biasSram.words to 48)
    lmusim: tiles[0].stateSram: 512 bits are missing for 'lmu0': expected 96 words x 16 bits, received 64 words x 16 bits (raise tiles[0].stateSram.banks to 3)
    lmusim: tiles[1].weightSram: 290,816 bits are missing for 'lmu1', 'output': expected 9,344 words x 32 bits, received 256 words x 32 bits (raise tiles[1].weightSram.banks to 146)
    lmusim: tiles[1].biasSram: 1,216 bits are missing for 'lmu1', 'output': expected 70 words x 32 bits, received 32 words x 32 bits (raise tiles[1].biasSram.words to 70)
    lmusim: tiles[1].stateSram: 3,072 bits are missing for 'lmu1', 'output': expected 256 words x 16 bits, received 64 words x 16 bits (raise tiles[1].stateSram.banks to 8)
    lmusim: tiles[1].vectorSram: 2,304 bits are missing for 'lmu1', 'output': expected 208 words x 16 bits, received 64 words x 16 bits (raise tiles[1].vectorSram.banks to 7)
    lmusim: tiles[1].channel: 512 bits are missing in each buffer for 'lmu1', 'output': expected 48 words x 16 bits, received 16 words x 16 bits (raise tiles[1].channel.bufferWords to 48)
    lmusim: tiles[1].postProcessor.scores: 96 bits are missing for 'lmu1', 'output': expected 12 words x 24 bits, received 8 words x 24 bits (raise tiles[1].postProcessor.scores to 12)
    lmusim: tiles[1].legendreUnit.maxOrder: 'lmu1' has memories of order 8: expected at least 8, received 6 (raise tiles[1].legendreUnit.maxOrder to 8)"
  `);
});

test('recordings cut short, empty, of another kind, or not there: all of them', async () => {
  const header = Uint8Array.from(wav.subarray(0, 44));
  // The sizes in the header are set right: a WAV file of no samples, and one of ten.
  const sized = (samples: number): Uint8Array => {
    const bytes = Uint8Array.from(wav.subarray(0, 44 + 2 * samples));
    new DataView(bytes.buffer).setUint32(4, 36 + 2 * samples, true);
    new DataView(bytes.buffer).setUint32(40, 2 * samples, true);
    return bytes;
  };
  const files = [
    folder.write('cut.wav', wav.subarray(0, 20_000)),
    folder.write('header.wav', header),
    folder.write('none.wav', sized(0)),
    folder.write('ten.wav', sized(10)),
    folder.write('text.wav', 'hello'),
    join(folder.path, 'absent.wav'),
    folder.path,
  ];
  expect((await refusal('run', ...files)).replaceAll(folder.path, 'FOLDER')).toMatchInlineSnapshot(`
    "lmusim: cut.wav data: fewer samples than declared: expected 32000 bytes of samples, received 19956 bytes (the file was cut short while it was written or copied)
    lmusim: header.wav data: fewer samples than declared: expected 32000 bytes of samples, received 0 bytes (the file was cut short while it was written or copied)
    lmusim: none.wav data: the recording is empty: expected at least one sample (2 bytes), received 0 bytes (record it again, or leave it out)
    lmusim: ten.wav data: the recording is shorter than one window: expected at least 512 samples at 16000 Hz, received 10 samples (use a longer recording, or add silence to it)
    lmusim: text.wav: not a WAV file: expected a RIFF/WAVE recording, received a file that starts with 'hell' (convert it to 16-bit PCM, for example: ffmpeg -i input -ac 1 -ar 16000 -c:a pcm_s16le output.wav)
    lmusim: absent.wav: cannot be read: expected a recording (.wav), received no file of this name
    lmusim: FOLDER: cannot be read: expected a recording (.wav), received a folder"
  `);
});

test('names that are not shipped, all at once, and a shipped name with its extension', async () => {
  expect(await refusal('run', '-n', 'kws-bootstrp', '-w', 'paper', '--table', 'x')).toMatchInlineSnapshot(`
    "lmusim: network: no such name in the package: expected a shipped name or the path of a network (.safetensors), received 'kws-bootstrp' (did you mean 'kws-bootstrap'?)
    lmusim: hardware: no such name in the package: expected a shipped name or the path of a hardware configuration (.yaml), received 'paper' (known: paper-22nm, single-1mhz, tiny)
    lmusim: table: no such name in the package: expected a shipped name or the path of an energy table (.yaml), received 'x' (known: 22nm-bottom-up, 22nm-calibrated)"
  `);
  expect(await refusal('run', '-w', 'paper-22nm.yaml')).toMatchInlineSnapshot(
    `"lmusim: paper-22nm.yaml: cannot be read: expected a hardware configuration (.yaml), received no file of this name ('paper-22nm' alone is a shipped name)"`,
  );
});

test('a network file that is none', async () => {
  expect(await refusal('run', '-n', folder.write('text.safetensors', 'hello'))).toMatchInlineSnapshot(
    `"lmusim: text.safetensors: too short for a header length: expected at least 8 bytes, received 5 (is this a safetensors file?)"`,
  );
});

test('a features file: not JSON, wrong values, frames of another length, no frames at all', async () => {
  const features = (name: string, recordings: unknown): string =>
    folder.write(name, JSON.stringify({ schema: 'lmusim.features/1', recordings }));
  expect(await refusal('run', '--features', folder.write('no.json', '[1'))).toMatch(
    /^lmusim: no\.json:1:3: not JSON: .* \(a features file is \{"schema": "lmusim\.features\/1", .*\)$/,
  );
  const values = features('values.json', [
    { name: '', frames: [[400, 1.5, '3']] },
    { nam: 'b', frames: [] },
  ]);
  expect(await refusal('run', '--features', values)).toMatchInlineSnapshot(`
    "lmusim: values.json recordings[0].name: not a usable value: expected at least 1 character, received ''
    lmusim: values.json recordings[1].name: missing: expected a string
    lmusim: values.json recordings[1].frames: not a usable value: expected at least 1 entry, received a list of 0
    lmusim: values.json recordings[1].nam: unknown key (did you mean 'name'?)
    lmusim: values.json recordings[0].frames[0][0]: not a usable value (and 2 more in this frame): expected a whole number of -128 to 127, received 400"
  `);
  const lengths = features('lengths.json', [{ name: 'a', frames: [Array(20).fill(0), [1, 2, 3]] }]);
  expect(await refusal('run', '--features', lengths)).toMatchInlineSnapshot(
    `"lmusim: lengths.json recordings[0].frames[1]: a frame has one element for each input of the network: expected 20, received 3"`,
  );
});

test('bad tables: negative, of another dimension, of no known unit, a row missing, unknown or twice', async () => {
  const rows = folder.write(
    'rows.yaml',
    changed(shippedTable, {
      'value_pJ: 0.35': 'value_pJ: -0.35',
      'value_pW_per_transistor: 0.15': 'value_pJ: 0.15',
      'value_pW_per_bit: 1.0': 'value: 1 pJ/bit',
      'value_pW_per_bit: 0.38': 'value: 0.38 pQ/bit',
      '    capture:': '    captured:',
    }),
  );
  expect(await refusal('run', '--table', rows)).toMatchInlineSnapshot(`
    "lmusim: rows.yaml:32:7 rows.sequencer.issue.value_pJ: not a usable value: expected at least 0, received -0.35 (what costs nothing has the value 0)
    lmusim: rows.yaml:57:3 rows.macArray.capture: the row is missing: expected value_pJ of accumulators copied to their shadow register (lmusim config schema table describes every row)
    lmusim: rows.yaml:78:5 rows.macArray.captured: a row that prices nothing (did you mean 'capture'?)
    lmusim: rows.yaml:302:7 rows.logic.leakage.value_pJ: not the unit of this row, which prices transistors of logic: expected value_pW_per_transistor, received value_pJ (the key of a value names its unit)
    lmusim: rows.yaml:286:7 rows.sram.leakage.value: another dimension than that of this row: expected a quantity such as '1 pW/bit', received '1 pJ/bit' (the row prices SRAM bits)
    lmusim: rows.yaml:294:7 rows.sram.retention.value: unknown unit 'pQ': expected a quantity such as '1 pW/bit', received '0.38 pQ/bit' (the row prices SRAM bits in retention)"
  `);
  const twice = folder.write(
    'twice.yaml',
    changed(shippedTable, { '  sequencer:\n': '  sequencer:\n    issue: {}\n' }),
  );
  expect(await refusal('run', '--table', twice)).toMatchInlineSnapshot(
    `"lmusim: twice.yaml:32:5 rows.sequencer.issue: key given more than once"`,
  );
});

test('another technology, where no rule reaches it', async () => {
  const file = hardware('other.yaml', { 'node_nm: 22': 'node_nm: 65', 'voltage_V: 0.8': 'voltage_V: 1.2' });
  expect(await refusal('run', '-w', file)).toMatchInlineSnapshot(`
    "lmusim: technology.node_nm: 28 rows of the table 22nm-calibrated: the process node is outside the range of the rule stillmaker-baas: expected 20 to 45, received 65 (the table holds for 22 nm, 0.8 V and 25 C; for others, give these rows in a table of your own or under energy in the hardware file)
    lmusim: technology.voltage_V: 28 rows of the table 22nm-calibrated: the supply voltage is outside the range of the rule stillmaker-baas: expected 0.5 to 1, received 1.2 (the table holds for 22 nm, 0.8 V and 25 C; for others, give these rows in a table of your own or under energy in the hardware file)
    lmusim: technology.node_nm: macArray.laneStatic, sram.leakage, sram.retention, logic.leakage of the table 22nm-calibrated: no rule scales a leakage to another process node: expected 22, received 65 (the table holds for 22 nm, 0.8 V and 25 C; for others, give these rows in a table of your own or under energy in the hardware file)
    lmusim: technology.voltage_V: macArray.laneStatic, sram.leakage, sram.retention, logic.leakage of the table 22nm-calibrated: the supply voltage is outside the range of the rule constant-current: expected 0.5 to 0.8, received 1.2 (the table holds for 22 nm, 0.8 V and 25 C; for others, give these rows in a table of your own or under energy in the hardware file)"
  `);
});

test('rows of the energy table in a hardware file', async () => {
  const energy = 'energy:\n  macArray: { mulitply: { value_pJ: 1 }, clock: { value: 1 pJ } }\n';
  const file = hardware('energy.yaml', { 'outputsPerCycle: 4\n': `outputsPerCycle: 4\n${energy}` });
  expect(await refusal('run', '-w', file)).toMatchInlineSnapshot(`
    "lmusim: energy.yaml:15:51 energy.macArray.clock.value: another dimension than that of this row: expected a quantity such as '2 fJ/bit', received '1 pJ' (the row prices register bits, each cycle in which they are clocked)
    lmusim: energy.yaml:15:15 energy.macArray.mulitply: a row that prices nothing (did you mean 'multiply'?)"
  `);
});

test('an assignment that is none, and one that is no chain of tiles', async () => {
  expect(await refusal('run', '--assignment', 'a,b')).toMatchInlineSnapshot(
    `"lmusim: --assignment: not a usable value: expected whole numbers with commas between them, such as 0,1,2, received 'a,b'"`,
  );
  expect(await refusal('run', '--assignment', '0,2')).toMatchInlineSnapshot(`
    "lmusim: assignment: one tile for each layer: expected 3 entries, received 2
    lmusim: assignment[1]: layers follow one another along the 3 tiles, from tile 0 on and without gaps: expected 0 or 1, received 2"
  `);
});

test('a saturation with --strict: where and when', async () => {
  expect(await refusal('run', '--strict')).toMatchInlineSnapshot(
    `"lmusim: tiles[1]: a vector saturates: 129 in 'gemv u' of layer 'lmu1' in cycle 48750 (strict mode treats a saturation as an error; without it, saturations are counted)"`,
  );
});

test('an output file that exists, a folder, and a folder that does not exist', async () => {
  const file = folder.write('exists.txt', 'precious');
  expect(await refusal('run', '-o', file)).toBe(
    'lmusim: --output: cannot write exists.txt: it exists (--force overwrites it)',
  );
  expect(readFileSync(file, 'utf8')).toBe('precious');
  expect((await refusal('run', '-o', folder.path)).replace(folder.path, 'FOLDER')).toBe(
    'lmusim: --output: cannot write FOLDER: it is a folder',
  );
  expect(await refusal('run', '-o', join(folder.path, 'none/result.txt'))).toBe(
    'lmusim: --output: cannot write none/result.txt: its folder does not exist',
  );
});

test.each([
  ['an unknown flag', ['run', '--netwrok', 'x'], "--netwrok: unknown flag (did you mean '--network'?)"],
  ['an unknown flag that resembles none', ['--zzz'], '--zzz: unknown flag (see --help)'],
  [
    'a long flag with one dash',
    ['run', '-network', 'x'],
    "-network: unknown flag (did you mean '--network'?)",
  ],
  ['a flag of another verb', ['config', '--strict'], '--strict: unknown flag (see --help)'],
  ['a negated flag', ['--no-json'], "--no-json: unknown flag (did you mean '--json'?)"],
  [
    'a repeated flag',
    ['run', '-n', 'a', '--network', 'b'],
    "--network: given more than once: expected one value, received 'a', 'b'",
  ],
  [
    'a flag without its value',
    ['run', '--network'],
    '--network: without a value: expected one value, received nothing',
  ],
  [
    'a flag followed by another',
    ['-n', '--json'],
    '--network: without a value: expected one value, received nothing',
  ],
  [
    'an empty value',
    ['run', '--table', ''],
    '--table: without a value: expected one value, received nothing',
  ],
  [
    'a value that is none of a few',
    ['run', '--state', 'keep'],
    "--state: not a usable value: expected reset or kept, received 'keep'",
  ],
  [
    'flags that exclude one another',
    ['run', '--json', '--format', 'text'],
    '--json: not together with --format text: expected one of them, received both',
  ],
  [
    'features and recordings',
    ['run', 'a.wav', '--features', 'f.json'],
    '--features: not together with recordings: expected features or recordings, received both',
  ],
  ['an unknown verb', ['runn'], "runn: unknown verb (did you mean 'run'?)"],
  ['a recording without a verb', ['clip.wav'], 'clip.wav: unknown verb (lmusim run clip.wav)'],
  [
    'flags before the verb',
    ['--json', 'run'],
    'run: more than this verb takes (the verb comes first, then its inputs and flags)',
  ],
  ['standard input', ['config', '-'], '-: standard input is not read (name a file)'],
])('usage: %s', async (_, argv, message) => {
  expect(await refusal(...argv)).toBe(`lmusim: ${message}`);
});

test('several problems of usage are told together', async () => {
  expect(await refusal('run', '--state', 'x', '--format', 'y', '--assignment', 'z')).toMatchInlineSnapshot(`
    "lmusim: --state: not a usable value: expected reset or kept, received 'x'
    lmusim: --assignment: not a usable value: expected whole numbers with commas between them, such as 0,1,2, received 'z'
    lmusim: --format: not a usable value: expected text or json or jsonl, received 'y'"
  `);
});

test('control characters of a name do not reach the terminal', async () => {
  expect(await refusal('run', 'a\nb\u001b[31m.wav')).toBe(
    'lmusim: a\\u000ab\\u001b[31m.wav: cannot be read: expected a recording (.wav), received no file of this name',
  );
});

test('--debug adds where it was found', async () => {
  expect(await refusal('runn', '--debug')).toMatch(
    /^lmusim: runn: unknown verb .*\nInputError: runn: .*\n {4}at /s,
  );
});
