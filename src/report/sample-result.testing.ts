import fc from 'fast-check';
import type { RunResult, TableRowShare } from '../results/index.js';

/** A row of an energy table as a result lists it. */
export const sampleRow: TableRowShare = {
  name: 'macArray.multiply',
  energy_yJ: '60000000000000000',
  energy_pJ: 60_000,
  value: 0.045,
  valueUnit: 'pJ',
  kind: 'derived',
  spread_lnSigma: 0.55,
  conditions: { node_nm: 22, voltage_V: 0.8, temperature_C: 25, note: 'made up' },
  widths_bits: [4, 8],
  source: 'made up',
  overridden: false,
  scaledValue: 0.045,
  rules: [],
  prices: [],
};

/** A small result, for specs of the report. */
export const sampleResult: RunResult = {
  schema: 'lmusim.run/1',
  version: '0.1.0',
  network: {
    name: 'sample',
    sha256: '0'.repeat(64),
    weights: 1000,
    weightBits: 4,
    weightsAre: 'made up',
    labels: ['yes', 'no'],
    window_frames: 4,
  },
  hardware: {
    name: 'sample-hardware',
    sha256: '0'.repeat(64),
    node_nm: 22,
    voltage_V: 0.8,
    temperature_C: 25,
    clock_kHz: 92,
    framePeriod_ms: 20,
    maxLatency_ms: 40,
    tiles: 1,
  },
  table: { name: 'sample', sha256: '0'.repeat(64), status: 'bottom-up', overrides: [] },
  engine: 'reference',
  state: 'reset',
  recordings: [
    {
      name: 'one.wav',
      prediction: 'yes',
      predictionIndex: 0,
      frames: [
        { prediction: 'no', scores: [1, 2] },
        { prediction: 'yes', scores: [12, -3] },
      ],
    },
  ],
  cycles: {
    perFrame: 500,
    latency: 600,
    framePeriod: 1840,
    maxLatency: 3680,
    accounted: 1000,
    simulated: 1200,
    byTile: [
      {
        tile: 0,
        layers: ['only'],
        perFrame: 500,
        activities: { issue: 700, waitInput: 300 },
        units_domainCycles: { macArray: { active: 600, idleClocked: 100, gated: 300, retained: 0 } },
      },
    ],
  },
  latency_ms: 6.5,
  realTime: { ok: true, frameSlack_cycles: 1340, latencySlack_cycles: 3080 },
  accounting: 'steady',
  power: {
    total_uW: 3,
    byUnit_uW: { macArray: 1, weightSram: 2 },
    byTile_uW: { 'tile 0': 3 },
    byLayer_uW: { only: 3 },
    byAction_uW: { 'macArray.multiply': 1, 'weightSram.read': 2 },
    byKind_uW: { dynamic: 3, clockActive: 0, clockIdle: 0, leakage: 0, retention: 0, laneStatic: 0 },
    byRowKind_uW: { published: 0, derived: 2, assumed: 1, calibrated: 0 },
    savedByGating_uW: 1,
    savedByGatingByUnit_uW: { macArray: 1, alwaysOn: 0 },
  },
  energy: {
    perInference_nJ: 60,
    ledger: {
      hardware: 'sample-hardware',
      table: { name: 'sample', status: 'bottom-up' },
      clock_Hz: 92_000,
      cycles: 1000,
      total: { energy_yJ: '60000000000000000', energy_pJ: 60_000 },
      leaves: [],
      views: {
        ...{ tile: [], unit: [], action: [], instruction: [], layer: [], kind: [] },
        ...{ tableRow: [sampleRow], rowKind: [] },
      },
      scalingRules: [],
      gating: [],
    },
  },
  saturations: [{ tile: 0, vector: 0, state: 0, readout: 0 }],
  assumptions: ['Everything here is made up.'],
};

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ minLength: 1, maxLength }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
    fc.constantFrom('学習済みネットワーク', 'a\nb\tc\u001b[31m', '-'.repeat(maxLength)),
  );
const whole = (max: number): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max }));
const power = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e9, noNaN: true }));

/** Results with names of any characters and numbers of any size that a file may lead to. */
export const arbitraryResult: fc.Arbitrary<RunResult> = fc
  .record({
    names: fc.array(text(100), { minLength: 6, maxLength: 6 }),
    labels: fc.array(text(100), { minLength: 1, maxLength: 4 }),
    sentence: text(300),
    recordings: fc.integer({ min: 1, max: 3 }),
    score: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    sound: fc.boolean(),
    counts: fc.array(whole(2 ** 40), { minLength: 8, maxLength: 8 }),
    watts: fc.array(power, { minLength: 4, maxLength: 4 }),
    clock_kHz: fc.constantFrom(1, 92, 97.003, 2_000_000),
    period_ms: fc.constantFrom(0.001, 20, 10_000),
    tiles: fc.integer({ min: 1, max: 64 }),
    calibrated: fc.boolean(),
    ok: fc.boolean(),
  })
  .map(({ names, labels, sentence, recordings, score, sound, counts, watts, tiles, ...rest }): RunResult => {
    const [network, hardware, tableName, file, layer, weightsAre] = names as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const [perFrame, latency, framePeriod, maxLatency, issue, wait, drain, saturated] = counts as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [first, second, third, saved] = watts as [number, number, number, number];
    return {
      ...sampleResult,
      network: { ...sampleResult.network, name: network, weightsAre, labels, window_frames: 0.4 },
      hardware: {
        ...sampleResult.hardware,
        name: hardware,
        tiles,
        clock_kHz: rest.clock_kHz,
        framePeriod_ms: rest.period_ms,
        maxLatency_ms: rest.period_ms,
      },
      table: {
        ...sampleResult.table,
        name: tableName,
        status: rest.calibrated ? 'calibrated' : 'bottom-up',
      },
      recordings: Array.from({ length: recordings }, () => ({
        name: file,
        prediction: labels[0]!,
        predictionIndex: 0,
        ...(sound
          ? { sound: { sampleRate_Hz: 44_100, channels: 2, samples: latency, resampledTo_Hz: 16_000 } }
          : {}),
        frames: [
          { prediction: labels[0]!, scores: labels.map((_, index) => (index % 2 === 0 ? score : -score)) },
        ],
      })),
      cycles: {
        perFrame,
        latency,
        framePeriod,
        maxLatency,
        accounted: issue + wait + drain + 1,
        simulated: issue,
        byTile: Array.from({ length: tiles }, (_, tile) => ({
          tile,
          layers: [layer, 'another'],
          perFrame: tile % 2 === 0 ? perFrame + 1 : 0,
          activities: { issue, waitInput: wait, drain, halted: 1 },
          units_domainCycles: {
            macArray: { active: issue, idleClocked: drain, gated: wait, retained: 0 },
          },
        })),
      },
      latency_ms: latency / rest.clock_kHz,
      realTime: { ok: rest.ok, frameSlack_cycles: 0, latencySlack_cycles: 0 },
      power: {
        ...sampleResult.power,
        total_uW: first + second + third,
        byUnit_uW: { macArray: first, weightSram: second, coefficientSram: third },
        byKind_uW: { dynamic: first, leakage: second + third },
        byRowKind_uW: { published: first, derived: second, assumed: third, calibrated: 0 },
        savedByGating_uW: saved,
        savedByGatingByUnit_uW: { macArray: saved, weightSram: 0 },
      },
      energy: {
        perInference_nJ: first,
        ledger: {
          ...sampleResult.energy.ledger,
          views: {
            ...sampleResult.energy.ledger.views,
            tableRow: [
              sampleRow,
              {
                ...sampleRow,
                ...{ value: first, scaledValue: second, overridden: true, capacity_KB: 8 },
                rules: [{ rule: 'constant-current', factor: 0.5 }],
                scaledValue_p5_p95: [second, third],
              },
            ],
          },
        },
      },
      saturations: [{ tile: tiles - 1, vector: saturated, state: saturated, readout: saturated }],
      assumptions: [sentence, weightsAre],
    };
  });
