/** What the golden text of the default run (test/cli) does not show: other results, and every width. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import type { ImplementationShare, RunResult, TableRowShare } from '../results/index.js';
import { LEAST_WIDTH } from './style.js';
import { runText } from './run-text.js';
import { arbitraryResult, sampleResult, sampleRow } from './sample-result.testing.js';
import { widthOf } from './text.js';

test('several recordings stand in a table, the shared figures once', () => {
  const [only] = sampleResult.recordings;
  const text = runText({
    ...sampleResult,
    state: 'kept',
    recordings: [only!, { ...only!, name: 'a name that is far too long for a table of 60 columns' }],
  });
  expect(text).toContain('Results (one stream, state kept)\n  recording ');
  expect(text.match(/^Real time/gm)).toHaveLength(1);
  expect(text).not.toContain('  recording   one.wav');
});

test('features, resampling and channels are told', () => {
  const withSound = (sound: RunResult['recordings'][0]['sound']): string =>
    runText({
      ...sampleResult,
      recordings: [{ ...sampleResult.recordings[0]!, ...(sound === undefined ? {} : { sound }) }],
    });
  expect(withSound(undefined)).toContain('one.wav, 2 frames of features\n');
  const resampled = withSound({
    sampleRate_Hz: 44_100,
    channels: 2,
    samples: 66_150,
    resampledTo_Hz: 16_000,
  });
  expect(resampled.replace(/\s+/g, ' ')).toContain(
    'one.wav, 1.50 s at 44.1 kHz, 2 channels averaged, resampled to 16 kHz, 2 frames ',
  );
});

test('a single label has no runner-up, a calibrated table is called so', () => {
  const [recording] = sampleResult.recordings;
  const text = runText({
    ...sampleResult,
    network: { ...sampleResult.network, labels: ['yes'] },
    table: { ...sampleResult.table, status: 'calibrated' },
    recordings: [{ ...recording!, frames: [{ prediction: 'yes', scores: [7] }] }],
  });
  expect(text).toContain('  keyword     yes\n');
  expect(text).toContain('Power (calibrated, table sample)\n');
});

test('no saturations, no section of them; one is singular', () => {
  expect(runText(sampleResult)).not.toContain('Saturations');
  const saturations = [{ tile: 0, vector: 1, state: 1234, readout: 0 }];
  expect(runText({ ...sampleResult, saturations })).toContain(
    '  tile 0      1 vector element, 1,234 memory states\n',
  );
});

test('of a recording of more than two windows, what was heard when; brief decisions are counted only', () => {
  const frames = ['yes', 'yes', 'yes', 'no', 'yes', 'no', 'no', 'no', 'no'].map((prediction) => ({
    prediction,
    scores: prediction === 'yes' ? [2, 1] : [1, 2],
  }));
  const textOf = (window_frames: number): string =>
    runText({
      ...sampleResult,
      network: { ...sampleResult.network, window_frames },
      recordings: [{ ...sampleResult.recordings[0]!, name: 'long.wav', frames }],
    });
  expect(textOf(4.25)).toContain(
    [
      'Decisions over time',
      '  long.wav  from s  to s  frames',
      '  yes         0.00  0.06       3',
      '  no          0.10  0.18       4',
      '  2 decisions of less than 2 frames not shown',
      '',
    ].join('\n'),
  );
  expect(textOf(4.5)).not.toContain('Decisions');
});

test('on request, how each unit was clocked and what was waited for', () => {
  expect(runText(sampleResult, { units: true })).toContain(
    [
      'Units (percent of their domain-cycles, G1)',
      '  tile 0  only  active  idle clock  gated  of these retained',
      '  macArray        60.0        10.0   30.0                0.0',
      '  cycles lost to: 30.0 channel (no frame has come)',
      '',
    ].join('\n'),
  );
  expect(runText(sampleResult)).not.toContain('Units');
});

test('tiles that are not used are counted, not drawn', () => {
  const idle = { tile: 1, layers: [], perFrame: 0, activities: { halted: 1000 }, units_domainCycles: {} };
  const byTile = [...sampleResult.cycles.byTile, idle];
  const text = runText({ ...sampleResult, cycles: { ...sampleResult.cycles, byTile } });
  expect(text).toContain('  1 tile unused\n');
  expect(text).not.toContain('tile 1 ');
});

test('no line is wider than the page from 60 columns on, no line ends in a space, whatever the result', () => {
  fc.assert(
    fc.property(arbitraryResult, fc.integer({ min: LEAST_WIDTH, max: 120 }), (result, width) => {
      for (const line of runText(result, { width, units: true }).split('\n')) {
        expect(widthOf(line), line).toBeLessThanOrEqual(width);
        expect(line).toBe(line.trimEnd());
      }
    }),
    { seed: 1, numRuns: runs(200) },
  );
});

test('a narrower page is written as if it had 60 columns', () => {
  expect(runText(sampleResult, { width: 20 })).toBe(runText(sampleResult, { width: LEAST_WIDTH }));
});

const withRows = (...rows: readonly Partial<TableRowShare>[]): RunResult => {
  const { ledger } = sampleResult.energy;
  const views = { ...ledger.views, tableRow: rows.map((row) => ({ ...sampleRow, ...row })) };
  return { ...sampleResult, energy: { ...sampleResult.energy, ledger: { ...ledger, views } } };
};

test('a row that draws move has the interval of its value, beside it or below on a narrow page, and kinds are headings', () => {
  const calibrated = { kind: 'calibrated', energy_pJ: 15_000, scaledValue_p5_p95: [0.0196, 0.1004] } as const;
  const exact = { name: 'sequencer.issue', energy_pJ: 30_000, overridden: true };
  const result = withRows(calibrated, exact, { ...calibrated, energy_pJ: 14_000 });
  const { ledger } = result.energy;
  const implementation: ImplementationShare = {
    ...{ factor: 2, factor_p5_p95: [1.5, 3], kind: 'calibrated', spread_lnSigma: 0.4, source: 'made up' },
    ...{ overridden: false, adds: { energy_yJ: '30000000000000000', energy_pJ: 30_000 } },
  };
  const text = (width: number) =>
    runText({ ...result, energy: { ...result.energy, ledger: { ...ledger, implementation } } }, { width });
  expect(text(80)).toContain(
    '  as built    x 2 [1.50-3.00] on products, registers and memories (calibrated):\n' +
      '              50.0 % of the power\n' +
      '  5-95 %      of each value, without the factor; the fit: lmusim calibrate\n' +
      '\n' +
      '  row                  value                  5-95 %             %\n' +
      '  derived, overrides\n' +
      '    sequencer.issue    0.045 pJ at 4 x 8 bit  taken as exact  50.0\n' +
      '  calibrated\n' +
      '    macArray.multiply  0.045 pJ at 4 x 8 bit  0.0196-0.100    25.0\n' +
      '    macArray.multiply  0.045 pJ at 4 x 8 bit  0.0196-0.100    23.3\n' +
      '\n',
  );
  expect(text(60)).toContain(
    '  calibrated\n' +
      '    macArray.multiply  0.045 pJ at 4 x 8 bit  25.0\n' +
      '                       0.0196-0.100\n' +
      '    macArray.multiply  0.045 pJ at 4 x 8 bit  23.3\n',
  );
});

test('each row of the energy table stands with value, unit, widths and kind, a scaled or overridden one marked', () => {
  const withRow = (row: Partial<TableRowShare>): RunResult => withRows(row);
  expect(runText(withRow({}))).toContain(
    'Energy rows\n' +
      '  table       sample, here at 22 nm, 0.8 V, 25 C\n' +
      '\n' +
      '  row                value                  kind         %\n' +
      '  macArray.multiply  0.045 pJ at 4 x 8 bit  derived  100.0\n',
  );
  const scaled = {
    scaledValue: 0.0175,
    rules: [{ rule: 'stillmaker-baas', factor: 0.39 }],
    overridden: true,
  };
  expect(runText(withRow(scaled))).toContain(
    'macArray.multiply  0.01750 pJ at 4 x 8 bit  derived, scaled, overrides  100.0\n',
  );
  const { ledger } = withRow({}).energy;
  const adds = { energy_yJ: '30000000000000000', energy_pJ: 30_000 };
  const implementation: ImplementationShare = {
    ...{ factor: 2, kind: 'calibrated', spread_lnSigma: 0.4, source: 'made up', overridden: false, adds },
  };
  expect(
    runText({ ...sampleResult, energy: { perInference_nJ: 1, ledger: { ...ledger, implementation } } }),
  ).toContain(
    '  as built    x 2 on products, registers and memories (calibrated): 50.0 % of\n              the power\n',
  );
  expect(runText(withRow({ energy_pJ: 0 }))).not.toContain('Energy rows');
});

test('power says how the values behind it were obtained, and what gating saved in which unit', () => {
  const text = runText(sampleResult);
  expect(text).toContain('  table rows  derived for 66.7 % of the power, assumed for 33.3 %\n');
  const one = { ...sampleResult.power, byRowKind_uW: { derived: 0, calibrated: 3 } };
  expect(runText({ ...sampleResult, power: one })).toContain(
    '  table rows  calibrated for all of the power\n',
  );
  expect(text).toMatch(
    / {2}saved by gating +1\.000 +25\.0 {2}of the ungated power\n {2}macArray +1\.000 +25\.0 {2}█+\n\n/,
  );
});
