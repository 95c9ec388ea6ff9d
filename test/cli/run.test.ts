/** `lmusim run` when everything is right: the text, the JSON, files of results. */
import { cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunResult } from '../../src/results/index.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const folder = scratchFolder();

test('without arguments: the shipped recording on the shipped network and hardware', async () => {
  const { code, stdout, stderr } = await lmusim([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "lmusim 0.1.0
      network     kws-bootstrap, 48,832 weights of 4 bits, trained with
                  hardware-aware training on synthetic speech
      hardware    paper-22nm, 3 tiles at 92 kHz, 22 nm, 0.8 V, 25 C
      recording   yes.wav, 1.00 s at 16 kHz, 49 frames

    Result
      keyword     yes, 1,423 ahead of _unknown_ (scores 2,551 and 1,128)

    Real time met
      frame       1,473 of 1,840 cycles  ███████████████████████████░░░░░░░   80.1 %
      latency     23.3 of 40 ms          ████████████████████░░░░░░░░░░░░░░   58.3 %

    Power (bottom-up estimate, not calibrated)
      average     1.892 uW
      energy      37.83 nJ an inference, which is a frame of 20 ms
      from        73.7 % assumed, 26.3 % derived values, at 22 nm, 0.8 V, 25 C

      by unit              uW       %
      weightSram       0.7199    38.1  █████████████████████████████████████████████
      clockTree        0.4600    24.3  ████████████████████████████▊
      macArray         0.3263    17.3  ████████████████████▍
      sequencer        0.1102     5.8  ██████▉
      legendreUnit     0.1011     5.3  ██████▍
      coefficientSram  0.0358     1.9  ██▎
      postProcessor    0.0356     1.9  ██▎
      vectorSram       0.0279     1.5  █▊
      stateSram        0.0242     1.3  █▌
      alwaysOn         0.0227     1.2  █▍
      biasSram         0.0130     0.7  ▊
      channel          0.0105     0.6  ▋
      programSram      0.0043     0.2  ▎

      by kind              uW       %
      clock            0.7120    37.6  █████████████████████████████████████████████
      dynamic          0.6394    33.8  ████████████████████████████████████████▍
      leakage          0.5401    28.6  ██████████████████████████████████▏
      idle clock       0.0000     0.0
      retention        0.0000     0.0
      static of lanes  0.0000     0.0

      saved by gating  1.6710    46.9  of the ungated power
      weightSram       0.5681    15.9  █████████████████████████████████████████████
      legendreUnit     0.3418     9.6  ███████████████████████████▏
      macArray         0.2554     7.2  ████████████████████▎
      sequencer        0.1585     4.4  ████████████▌
      channel          0.0702     2.0  █████▌
      vectorSram       0.0692     1.9  █████▌
      stateSram        0.0578     1.6  ████▋
      postProcessor    0.0566     1.6  ████▌
      coefficientSram  0.0410     1.1  ███▎
      biasSram         0.0350     1.0  ██▊
      programSram      0.0175     0.5  █▍

    Cycles (percent of 90,160 for each tile)
      tile 0  lmu0         538 a frame  ████████████▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
              MAC 20.0, Legendre 6.9, control 1.4, drain 1.0, wait for input 70.7
      tile 1  lmu1       1,473 a frame  ██████████████████████████████████▓░░░░░░░░░
              MAC 60.9, Legendre 16.7, control 1.4, drain 1.2, wait for input 19.9
      tile 2  output       148 a frame  ███▒░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
              MAC 7.0, control 0.8, drain 0.3, wait for input 91.9
      █ compute  ▓ control  ▒ stall  ░ wait

    Saturations (values clamped to their width)
      tile 1      18 vector elements, 8 readouts

    Energy rows
      table       22nm-bottom-up, here at 22 nm, 0.8 V, 25 C

      row                      value                    kind        %
      clockTree.clock          5 pJ per cycle           assumed  24.3
      sram.leakage             1 pW per bit             assumed  24.0
      weightSram.read          0.03 pJ at 1 bit         assumed  16.4
      macArray.multiply        0.045 pJ at 4 x 8 bit    derived   7.3
      sequencer.clock          2 fJ per bit             derived   5.4
      macArray.clock           2 fJ per bit             derived   5.2
      logic.leakage            0.15 pW per transistor   assumed   4.6
      macArray.accumulate      0.02 pJ at 20 bit        derived   2.6
      legendreUnit.multiply    0.225 pJ at 10 x 16 bit  derived   1.8
      coefficientSram.read     0.02 pJ at 1 bit         assumed   1.7
      legendreUnit.clock       2 fJ per bit             derived   1.5
      postProcessor.output     2 pJ at 20 bit           assumed   1.5
      alwaysOn.clock           2 fJ per bit             derived   1.2
      vectorSram.read          0.02 pJ at 1 bit         assumed   0.6
      stateSram.write          0.0297 pJ at 1 bit       derived   0.4
      stateSram.read           0.02 pJ at 1 bit         assumed   0.3
      vectorSram.write         0.0297 pJ at 1 bit       derived   0.3
      legendreUnit.requantise  0.253 pJ at 26 bit       derived   0.2
      legendreUnit.accumulate  0.026 pJ at 26 bit       derived   0.2
      biasSram.read            0.02 pJ at 1 bit         assumed   0.2
      channel.write            0.0297 pJ at 1 bit       derived   0.2
      channel.read             0.02 pJ at 1 bit         assumed   0.1
      programSram.read         0.02 pJ at 1 bit         assumed   0.1
      postProcessor.clock      2 fJ per bit             derived   0.0
      macArray.capture         0.04 pJ at 20 bit        derived   0.0
      sequencer.issue          0.35 pJ                  assumed   0.0
      postProcessor.compare    0.0062 pJ at 20 bit      derived   0.0

    Assumptions
      - Energies are bottom-up estimates (table 22nm-bottom-up), not calibrated and
        not measured: expect less than silicon.
      - 22 nm, 0.8 V and 25 C are assumed.
      - Microphone, analogue-to-digital conversion and feature extraction (MFCC) are
        not included.
      - Network kws-bootstrap: trained with hardware-aware training on synthetic
        speech.
    "
  `);
});

test('a verb, its flags and the defaults by name give the same bytes as no argument', async () => {
  const named = ['run', '-n', 'kws-bootstrap', '-w', 'paper-22nm', '--table', '22nm-bottom-up'];
  expect(await lmusim([...named, repositoryFile('examples/yes.wav')])).toEqual(await lmusim([]));
});

test('colour adds sequences around the same text', async () => {
  const plain = await lmusim([]);
  const { stdout } = await lmusim([], { colour: true });
  expect(stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
  expect(stdout).toContain('\u001b[1myes\u001b[22m');
});

test('--json has prediction, scores, cycles, latency, real time, power and energy', async () => {
  const { code, stdout, stderr } = await lmusim(['--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout) as RunResult;
  expect(result.schema).toBe('lmusim.run/1');
  expect(result.prediction).toBe('yes');
  expect(result.frames).toHaveLength(49);
  expect(result.frames![0]!.scores).toHaveLength(result.network.labels.length);
  expect(result.recordings).toHaveLength(1);
  expect(result.cycles).toMatchObject({ perFrame: 1473, latency: 2144, framePeriod: 1840, maxLatency: 3680 });
  expect(result.realTime.ok).toBe(true);
  expect(result.power.total_uW).toBeGreaterThan(0);
  const units = Object.values(result.power.byUnit_uW).reduce((a, b) => a + b);
  expect(units).toBeCloseTo(result.power.total_uW, 9);
  // Energy is power times the 20 ms of a frame.
  expect(result.energy.perInference_nJ).toBeCloseTo(result.power.total_uW * 20, 9);
});

test('two runs give the same bytes, and --format json those of --json', async () => {
  const { stdout } = await lmusim(['run', '--json']);
  expect((await lmusim(['run', '--json'])).stdout).toBe(stdout);
  expect((await lmusim(['run', '--format', 'json'])).stdout).toBe(stdout);
});

test('results name recordings without absolute paths, and apart from one another', async () => {
  for (const name of ['a', 'b']) {
    mkdirSync(join(folder.path, name));
    cpSync(repositoryFile('examples/yes.wav'), join(folder.path, name, 'yes.wav'));
  }
  const no = repositoryFile('test/data/kws/clips/01-no.wav');
  const paths = [join(folder.path, 'a/yes.wav'), join(folder.path, 'b/yes.wav'), no];
  const { stdout } = await lmusim(['run', '--json', ...paths]);
  expect(stdout).not.toMatch(/"\//);
  const { recordings, prediction, frames } = JSON.parse(stdout) as RunResult;
  expect(recordings.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^\.\..*\/a\/yes\.wav$/),
    expect.stringMatching(/^\.\..*\/b\/yes\.wav$/),
    '01-no.wav',
  ]);
  expect(recordings.map((recording) => recording.prediction)).toEqual(['yes', 'yes', 'no']);
  // At the top stands only what a single recording has.
  expect({ prediction, frames }).toEqual({ prediction: undefined, frames: undefined });
});

test('-o writes the file whole, says so unless --quiet, and overwrites only with --force', async () => {
  const file = join(folder.path, 'result.json');
  const { stdout } = await lmusim(['--json']);
  expect(await lmusim(['--json', '-o', file])).toEqual({
    code: 0,
    stdout: '',
    stderr: `lmusim: wrote ${file}\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe(stdout);
  expect(await lmusim(['-o', file, '--force', '--quiet'], { colour: true })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(readFileSync(file, 'utf8')).toBe((await lmusim([])).stdout);
  expect(readdirSync(folder.path).filter((name) => name.includes('partial'))).toEqual([]);
});

test('--assignment puts the layers where it says', async () => {
  const { stdout } = await lmusim(['-w', 'single-1mhz', '--assignment', '0,0,0', '--json']);
  expect((JSON.parse(stdout) as RunResult).cycles.byTile.map(({ layers }) => layers)).toEqual([
    ['lmu0', 'lmu1', 'output'],
  ]);
});

test('rows in the hardware file and another voltage: scaled, hashed, and told in text and JSON', async () => {
  const shipped = readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8');
  const energy = 'energy:\n  macArray:\n    multiply: { value: 20 fJ }\n';
  const own = folder.write('own.yaml', shipped.replace('voltage_V: 0.8', 'voltage_V: 0.6') + energy);
  const text = (await lmusim(['-w', own])).stdout;
  expect(text.replace(/\s+/g, ' ')).toContain(
    '- 30 of 32 rows of the table 22nm-bottom-up (22 nm, 0.8 V, 25 C) are scaled to these conditions, by stillmaker-baas, constant-current. ' +
      '- The hardware file overrides the energy table: macArray.multiply 0.02 pJ (assumed).',
  );
  expect(text).toMatch(/ {2}macArray\.multiply +0\.02 pJ at 4 x 8 bit +assumed, overrides /);
  expect(text).toMatch(/ {2}sram\.leakage +0\.7500 pW per bit +assumed, scaled /);
  const [changed, before] = await Promise.all(
    [['-w', own, '--json'], ['--json']].map(
      async (argv) => JSON.parse((await lmusim(argv)).stdout) as RunResult,
    ),
  );
  expect(changed!.table).toEqual({ ...before!.table, overrides: ['macArray.multiply'] });
  expect(changed!.hardware.sha256).not.toBe(before!.hardware.sha256);
  const row = changed!.energy.ledger.views.tableRow.find(({ name }) => name === 'macArray.multiply');
  expect(row).toMatchObject({ value: 0.02, scaledValue: 0.02, kind: 'assumed', overridden: true, rules: [] });
});

test('a configuration that misses real time runs when that is allowed, and the result says so', async () => {
  const shipped = readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8');
  const slow = folder.write('slow.yaml', shipped.replace('clock_kHz: 92', 'clock_kHz: 60'));
  const { code, stdout } = await lmusim(['-w', slow, '--allow-missed-real-time']);
  expect(code).toBe(0);
  expect(stdout).toContain('Real time MISSED\n  frame       1,473 of 1,200 cycles');
  expect(stdout).toContain('122.8 %\n');
  expect(stdout).toContain('  - This configuration misses real time: the whole run is accounted');
  const json = await lmusim(['-w', slow, '--allow-missed-real-time', '--json']);
  const { realTime, accounting } = JSON.parse(json.stdout) as RunResult;
  expect({ realTime, accounting }).toMatchObject({
    realTime: { ok: false, frameSlack_cycles: -273 },
    accounting: 'whole',
  });
});
