/** `lmusim config` and the verbs under it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configurationHash, parseHardware } from '../../src/hardware/index.js';
import type { ConfigResult } from '../../src/results/index.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();

test('the summary of a configuration', async () => {
  const { code, stdout, stderr } = await lmusim(['config', 'tiny']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "tiny
      Two tiles of four lanes for tests and for reading a trace by eye.

      technology  22 nm, 0.8 V, 25 C
      clock       20 kHz
      frame       20 ms, 400 cycles for the slowest tile
      latency     at most 60 ms, 1,200 cycles
      width       2 results a cycle, 2 activations in a word
      wake        0 cycles

    Tiles 0 to 1, each
      unit               kbit  words x bits    logic     SRAM  gating
      alwaysOn                                 1,000           never
      sequencer                               25,646           whenIdle
      programSram       2.048       64 x 32       21   14,208  perBank
      macArray                                26,659           perLane
      weightSram        8.192      256 x 32    1,101   56,832  perBank
      biasSram          1.024       32 x 32       21    7,488  perBank
      postProcessor                           16,697           whenIdle
      legendreUnit                            44,372           whenIdle
      coefficientSram   1.280       64 x 20       21    9,264  perBank
      stateSram         1.024       64 x 16      277    8,928  perBank
      vectorSram        1.024       64 x 16    1,153    8,928  perBank
      channel           0.512       32 x 16      277    4,832  perBank
      in all           15.104                117,245  110,480

    All tiles
      memory      30.208 kbit
      logic       234,490 transistors, fitted to synthesis
      gates       1,320 transistors, of clock gates, cited
      SRAM        181,248 transistors, of cells, derived
                  39,712 transistors, around them, assumed
      tables      28,672 transistors, assumed
      in all      485,442 transistors

    Logic: formulas fitted to syntheses of the RTL (docs/transistors.md); SRAM: six
    a bit, and around the cells what a plain macro would need. 1 kbit is 1,000 bits.
    "
  `);
});

test('without a name it is the one that run takes', async () => {
  expect(await lmusim(['config'])).toEqual(await lmusim(['config', 'paper-22nm']));
});

test('its JSON: sizes that sum up, the budget of a frame, the hash of results', async () => {
  const { stdout } = await lmusim(['config', '--json']);
  const config = JSON.parse(stdout) as ConfigResult;
  const hardware = parseHardware(readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8'));
  expect(config).toMatchObject({
    schema: 'lmusim.config/1',
    hardware: { name: 'paper-22nm', sha256: configurationHash(hardware) },
    framePeriod_cycles: 1840,
    maxLatency_cycles: 3680,
  });
  const units = config.tiles.flatMap((tile) => tile.units);
  expect(units.reduce((sum, { memory_bits }) => sum + memory_bits, 0)).toBe(config.memory_bits);
  const { total, ...kinds } = config.transistors;
  for (const [kind, count] of Object.entries(kinds)) {
    const key = kind as keyof typeof kinds;
    expect(config.transistorKinds[key]).toMatch(/^(fitted to synthesis|cited|derived|assumed)$/);
    expect(
      units.reduce((sum, unit) => sum + unit.transistors[key], 0),
      kind,
    ).toBe(count);
  }
  expect(Object.values(kinds).reduce((sum, count) => sum + count, 0)).toBe(total);
  // Nine banks of 128 words in tile 1, each word 32 lanes of 4 bits.
  expect(config.tiles[1]!.units.find(({ unit }) => unit === 'weightSram')).toMatchObject({
    unit: 'weightSram',
    memory_bits: 9 * 128 * 128,
    memory_words: 9 * 128,
    word_bits: 128,
    transistors: { sramCells: 6 * 9 * 128 * 128 },
    clockGating: 'perBank',
    retention: false,
  });
});

test('validate: configurations and tables by name and by path', async () => {
  const path = repositoryFile('hw-configs/single-1mhz.yaml');
  expect(await lmusim(['config', 'validate', 'paper-22nm', '22nm-bottom-up', path])).toEqual({
    code: 0,
    stdout:
      "paper-22nm: hardware configuration 'paper-22nm', no problems\n" +
      "22nm-bottom-up: energy table '22nm-bottom-up', no problems\n" +
      "single-1mhz.yaml: hardware configuration 'single-1mhz', no problems\n",
    stderr: '',
  });
  const { stdout } = await lmusim(['config', 'validate', path, '--json']);
  const hardware = parseHardware(readFileSync(path, 'utf8'));
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'lmusim.config.validate/1',
    files: [
      {
        file: 'single-1mhz.yaml',
        kind: 'hardware configuration',
        name: 'single-1mhz',
        sha256: configurationHash(hardware),
      },
    ],
  });
});

test('validate: the problems of every file', async () => {
  const first = folder.write('first.yaml', 'name: a\n');
  const second = folder.write('second.yaml', 'rows: {}\nname: b\n');
  const { code, stdout, stderr } = await lmusim(['config', 'validate', first, 'tiny', second]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('first.yaml:1:1 clock_kHz: missing: expected a number\n');
  expect(stderr).toContain('second.yaml:1:1 rows.macArray: rows are missing: expected multiply, ');
  expect(await lmusim(['config', 'validate'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'lmusim: files: missing: expected shipped names, or .yaml files of both kinds, received nothing\n',
  });
});

test('expand: every default, and the same configuration when it is read again', async () => {
  const shipped = parseHardware(readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8'));
  const { stdout } = await lmusim(['config', 'expand', 'paper-22nm']);
  expect(parse(stdout)).toEqual(JSON.parse(JSON.stringify(shipped)));
  expect(configurationHash(parseHardware(stdout))).toBe(configurationHash(shipped));
  const json = JSON.parse((await lmusim(['config', 'expand', 'paper-22nm', '--json'])).stdout) as object;
  expect(json).toMatchObject({
    schema: 'lmusim.config.expand/1',
    sha256: configurationHash(shipped),
    configuration: JSON.parse(JSON.stringify(shipped)) as object,
  });
});

test('schema: JSON Schema of hardware and of tables', async () => {
  const schema = async (...kind: readonly string[]) =>
    JSON.parse((await lmusim(['config', 'schema', ...kind])).stdout) as Record<string, unknown>;
  expect(await schema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'lmusim hardware configuration',
  });
  expect(await schema('hardware')).toEqual(await schema());
  expect(await schema('table')).toMatchObject({ title: 'lmusim energy table' });
  expect(await schema('target')).toMatchObject({ title: 'lmusim calibration target' });
  expect((await lmusim(['config', 'schema', 'network'])).stderr).toBe(
    "lmusim: kind: not a usable value: expected hardware or table or target, received 'network'\n",
  );
});

test('--version names package, table and contract; --help is a result, not an error', async () => {
  expect(await lmusim(['--version'])).toEqual({
    code: 0,
    stdout: 'lmusim 0.1.0\ntable 22nm-calibrated\ncontract 1\n',
    stderr: '',
  });
  for (const verb of [[], ['run'], ['config'], ['config', 'validate']]) {
    const { code, stdout, stderr } = await lmusim([...verb, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')[0]).toContain(['lmusim', ...verb].join(' '));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }
});
