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

    Power (calibrated, table 22nm-calibrated)
      average     6.429 uW (5-95 %: 5.849 to 7.262)
      energy      128.6 nJ an inference (5-95 %: 117.0 to 145.2), which is a frame
                  of 20 ms
      table rows  calibrated for all of the power

      by unit              uW          5-95 %       %
      macArray          3.266  1.777 to 4.158    50.8  █████████████████████████████
      weightSram        1.699  0.847 to 3.417    26.4  ███████████████▏
      clockTree         0.458  0.283 to 0.592     7.1  ████▏
      sequencer         0.342  0.173 to 0.557     5.3  ███
      legendreUnit      0.290  0.184 to 0.518     4.5  ██▋
      coefficientSram   0.115  0.044 to 0.289     1.8  █
      vectorSram        0.069  0.031 to 0.165     1.1  ▋
      stateSram         0.060  0.027 to 0.144     0.9  ▌
      postProcessor     0.040  0.017 to 0.115     0.6  ▍
      alwaysOn          0.036  0.017 to 0.058     0.6  ▍
      channel           0.024  0.011 to 0.060     0.4  ▎
      biasSram          0.023  0.010 to 0.070     0.4  ▎
      programSram       0.008  0.003 to 0.023     0.1  ▏

      by kind              uW          5-95 %       %
      dynamic           2.276  1.252 to 3.211    35.4  █████████████████████████████
      static of lanes   2.079  0.705 to 2.888    32.3  ██████████████████████████▌
      clock             1.419  0.946 to 1.913    22.1  ██████████████████▏
      leakage           0.655  0.234 to 2.931    10.2  ████████▍
      idle clock        0.000  0.000 to 0.000     0.0
      retention         0.000  0.000 to 0.000     0.0

      saved by gating   5.319  2.536 to 8.568    45.3  of the ungated power
      weightSram        1.449  0.691 to 2.334    12.3  █████████████████████████████
      macArray          1.303  0.621 to 2.099    11.1  ██████████████████████████▏
      legendreUnit      1.118  0.533 to 1.801     9.5  ██████████████████████▍
      sequencer         0.511  0.244 to 0.824     4.4  ██████████▎
      postProcessor     0.196  0.094 to 0.316     1.7  ███▉
      channel           0.179  0.085 to 0.289     1.5  ███▋
      vectorSram        0.177  0.084 to 0.285     1.5  ███▌
      stateSram         0.147  0.070 to 0.237     1.3  ███
      coefficientSram   0.104  0.050 to 0.168     0.9  ██▏
      biasSram          0.089  0.043 to 0.144     0.8  █▊
      programSram       0.045  0.021 to 0.072     0.4  ▉

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
      table       22nm-calibrated, here at 22 nm, 0.8 V, 25 C
      as built    x 3.3137 [1.93-4.68] on products, registers and memories
                  (calibrated): 34.8 % of the power
      5-95 %      of each value, without the factor; the fit: lmusim calibrate

      row                        value                      5-95 %             %
      calibrated
        macArray.laneStatic      21.657 nW per lane         7.34-30.1       32.3
        weightSram.read          0.035964 pJ at 1 bit       0.0125-0.0801   19.2
        sram.leakage             1.1269 pW per bit          0.189-6.09       7.9
        macArray.clock           1.5394 fJ per bit          0.784-3.17       7.8
        macArray.multiply        0.045698 pJ at 4 x 8 bit   0.0197-0.0992    7.2
        clockTree.clock          4.9819 pJ per cycle        3.07-6.43        7.1
        sequencer.clock          1.5394 fJ per bit          0.784-3.17       5.1
        macArray.accumulate      0.020072 pJ at 20 bit      0.0106-0.0397    2.5
        logic.leakage            0.15973 pW per transistor  0.0362-0.747     2.2
        legendreUnit.multiply    0.22849 pJ at 10 x 16 bit  0.0985-0.496     1.8
        coefficientSram.read     0.020831 pJ at 1 bit       0.00821-0.0557   1.7
        legendreUnit.clock       1.5394 fJ per bit          0.784-3.17       1.5
        vectorSram.read          0.020831 pJ at 1 bit       0.00821-0.0557   0.6
        alwaysOn.clock           1.5394 fJ per bit          0.784-3.17       0.5
        stateSram.write          0.030935 pJ at 1 bit       0.0122-0.0827    0.4
        postProcessor.output     2.0031 pJ at 20 bit        0.596-6.48       0.4
        stateSram.read           0.020831 pJ at 1 bit       0.00821-0.0557   0.3
        vectorSram.write         0.030935 pJ at 1 bit       0.0122-0.0827    0.3
        legendreUnit.requantise  0.25308 pJ at 26 bit       0.103-0.619      0.2
        biasSram.read            0.020831 pJ at 1 bit       0.00821-0.0557   0.2
        legendreUnit.accumulate  0.026093 pJ at 26 bit      0.0138-0.0517    0.2
        channel.write            0.030935 pJ at 1 bit       0.0122-0.0827    0.2
        channel.read             0.020831 pJ at 1 bit       0.00821-0.0557   0.1
        programSram.read         0.020831 pJ at 1 bit       0.00821-0.0557   0.1
        macArray.capture         0.030789 pJ at 20 bit      0.0157-0.0634    0.0
        postProcessor.clock      1.5394 fJ per bit          0.784-3.17       0.0
        sequencer.issue          0.35 pJ                    0.116-1.10       0.0
        postProcessor.compare    0.0062 pJ at 20 bit        0.00318-0.0121   0.0

    Assumptions
      - Energies are calibrated (table 22nm-calibrated), not measured; an interval
        holds the middle 90 % of what the calibration leaves possible, given its
        model and priors.
      - 22 nm, 0.8 V and 25 C are assumed.
      - Microphone, analogue-to-digital conversion and feature extraction (MFCC) are
        not included.
      - Network kws-bootstrap: trained with hardware-aware training on synthetic
        speech.
    "
  `);
});

test('a verb, its flags and the defaults by name give the same bytes as no argument', async () => {
  const named = ['run', '-n', 'kws-bootstrap', '-w', 'paper-22nm', '--table', '22nm-calibrated'];
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
    '- 31 of 32 rows of the table 22nm-calibrated (22 nm, 0.8 V, 25 C) are scaled to these conditions, by stillmaker-baas, constant-current. ' +
      '- The hardware file overrides the energy table: macArray.multiply 0.02 pJ (assumed).',
  );
  expect(text).toMatch(
    /^ {2}assumed, overrides\n {4}macArray\.multiply +0\.02 pJ at 4 x 8 bit +taken as exact +\d\.\d\n/m,
  );
  expect(text).toMatch(
    /^ {2}calibrated, scaled\n( {4}.+\n)+ {4}sram\.leakage +0\.\d{4} pW per bit +0\.1\d+-4\.\d+ /m,
  );
  const [changed, before] = await Promise.all(
    [['-w', own, '--json'], ['--json']].map(
      async (argv) => JSON.parse((await lmusim(argv)).stdout) as RunResult,
    ),
  );
  expect(changed!.table).toEqual({ ...before!.table, overrides: ['macArray.multiply'] });
  expect(changed!.hardware.sha256).not.toBe(before!.hardware.sha256);
  const row = changed!.energy.ledger.views.tableRow.find(({ name }) => name === 'macArray.multiply');
  expect(row).toMatchObject({ value: 0.02, scaledValue: 0.02, kind: 'assumed', overridden: true, rules: [] });
  expect(row).not.toHaveProperty('scaledValue_p5_p95');
  const [leaks, leaked] = [changed, before].map((result) =>
    result!.energy.ledger.views.tableRow.find(({ name }) => name === 'sram.leakage')!,
  );
  // Scaling moves the limits as it moves the value.
  leaks!.scaledValue_p5_p95!.forEach((limit, end) => {
    expect(limit / leaks!.scaledValue).toBeCloseTo(leaked!.scaledValue_p5_p95![end]! / leaked!.value, 12);
  });
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
  const { realTime, accounting, cycles, energy, power } = JSON.parse(json.stdout) as RunResult;
  expect({ realTime, accounting }).toMatchObject({
    realTime: { ok: false, frameSlack_cycles: -273 },
    accounting: 'whole',
  });
  // What the text says of the time: energy divided by it is the power (A2).
  const [, said_nJ, said_ms] =
    /([\d.]+) nJ an inference(?: \([^)]*\))?, which is ([\d.]+) ms here: the whole run, filling and draining too, over its 49 frames/.exec(
      stdout.replace(/\s+/g, ' '),
    )!;
  const time_ms = cycles.accounted / 49 / 60;
  expect(Number(said_ms)).toBeCloseTo(time_ms, 1);
  expect(time_ms).toBeGreaterThan(20);
  expect(Number(said_nJ)).toBeCloseTo(energy.perInference_nJ, 1);
  expect(energy.perInference_nJ / time_ms).toBeCloseTo(power.total_uW, 9);
});
