import { describe, expect, test } from 'vitest';
import { smallNetwork } from '../compiler/small-network.testing.js';
import { framePeriod_cycles, hardwareSizes } from '../hardware/index.js';
import type { InputError } from '../problems/index.js';
import { leastResources, simulate } from '../study/index.js';
import { loadHardware, loadHardwareDocument, loadNetwork, loadTable } from '../study/files.node.js';
import { hardwareOfPoint } from './best.js';
import { defineSweep } from './definition.js';
import { planSweep } from './plan.js';
import { pointsOf, sweep } from './sweep.js';

const network = loadNetwork('kws-bootstrap');
const table = loadTable('22nm-calibrated');
const inputs = {
  networks: { 'kws-bootstrap': network },
  hardware: { 'paper-22nm': loadHardwareDocument('paper-22nm') },
  tables: { '22nm-calibrated': table },
};
const problemsOf = async (action: () => Promise<unknown>): Promise<string[]> => {
  try {
    await action();
    return [];
  } catch (error) {
    return (error as InputError).problems.map(({ code, path, hint }) => [code, path, hint].join('|'));
  }
};

describe('points', () => {
  test('the figures of a point are those of a run of as many frames (P1)', async () => {
    const overrides = [
      { path: 'clock_kHz', value: 100 },
      { path: 'tiles[*].macArray.clockGating', value: 'never' },
    ];
    const hardware = loadHardware('paper-22nm', { overrides });
    const frames = Array.from({ length: 7 }, (_, i) => new Int8Array(20).fill(i));
    const run = simulate({ network, hardware, table, recordings: [{ name: '', frames }] });
    const { records } = await sweep(
      { frames: 7, axes: { clock_kHz: [92, 100], 'tiles[*].macArray.clockGating': ['never'] } },
      inputs,
    );
    expect(records[1]).toMatchObject({
      ...{ index: 1, status: 'ok', values: { clock_kHz: 100, clockGating: 'never' } },
      results: {
        power_uW: run.power.total_uW,
        // Of sums in another order.
        power_uW_p5: expect.closeTo(run.power.total_uW_p5_p95![0], 9) as number,
        power_uW_p95: expect.closeTo(run.power.total_uW_p5_p95![1], 9) as number,
        energyPerInference_nJ: run.energy.perInference_nJ,
        energyPerInference_nJ_p5: expect.closeTo(run.energy.perInference_nJ_p5_p95![0], 9) as number,
        energyPerInference_nJ_p95: expect.closeTo(run.energy.perInference_nJ_p5_p95![1], 9) as number,
        latency_ms: run.latency_ms,
        latency_cycles: run.cycles.latency,
        perFrame_cycles: run.cycles.perFrame,
        busyFraction: run.cycles.perFrame / framePeriod_cycles(hardware),
        transistors: hardwareSizes(hardware).transistors,
      },
      powerByUnit_uW: run.power.byUnit_uW,
    });
    for (const [unit, limits] of Object.entries(run.power.byUnit_uW_p5_p95!))
      limits.forEach((uW, i) => expect(records[1]!.powerByUnit_uW_p5_p95![unit]![i]).toBeCloseTo(uW, 9));
  });

  test('a table without draws gives no limits', async () => {
    const bottomUp = { ...inputs, tables: { bottomUp: loadTable('22nm-bottom-up') } };
    const { records, summary } = await sweep({ axes: { clock_kHz: [92, 100] }, check: 0 }, bottomUp);
    expect(JSON.stringify({ records, summary })).not.toContain('_p5');
  });

  test('a row of the table is swept as if the table said it, an energy row of the hardware too', async () => {
    const { records } = await sweep(
      { axes: { row: { path: 'table.clockTree.clock.value_pJ_per_cycle', values: [5, 10] } }, check: 0 },
      inputs,
    );
    const [before, after] = records.map(({ results }) => results!['power_uW']!);
    // 5 pJ more in each of 92,000 cycles a second.
    expect(after! - before!).toBeCloseTo(0.46, 9);
    const own = await sweep(
      { axes: { row: { path: 'energy.clockTree.clock.value_pJ_per_cycle', values: [10] } }, check: 0 },
      inputs,
    );
    expect(own.records[0]!.results!['power_uW']).toBe(after);
  });

  test('the check runs at least one point on the simulator, the same ones in every run, and all when asked (P2)', async () => {
    const axes = { clock_kHz: [90, 92, 95], wake_cycles: [0, 3] };
    const checked = async (check: number, seed = '0') =>
      (await sweep({ axes, check, seed, frames: 3 }, inputs)).records.flatMap((record) =>
        record.checked ? [record.index] : [],
      );
    expect(await checked(1)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await checked(0)).toEqual([]);
    const few = await checked(0.01);
    expect(few).toHaveLength(1);
    expect(await checked(0.01)).toEqual(few);
    const others = await Promise.all(['1', '2', '3', '4'].map((seed) => checked(0.01, seed)));
    expect(others.some((other) => other[0] !== few[0])).toBe(true);
  });

  test('infeasible points have their reasons and stop nothing (P3)', async () => {
    const { records, summary } = await sweep(
      {
        axes: { clock_kHz: [50, 92], lanes: { path: 'tiles[*].macArray.lanes', values: [32, 30, 8] } },
        where: ['power_uW < 1.8 or lanes != 32'],
      },
      inputs,
    );
    expect(records.map(({ status }) => status)).toEqual(records.map(() => 'infeasible'));
    const reasons = records.map((record) => record.reasons!.join('; '));
    expect(reasons[0]).toContain('misses real time');
    expect(reasons[1]).toContain('lanes');
    expect(reasons[2]).toContain('bits are missing');
    expect(reasons[3]).toBe('where: power_uW < 1.8 or lanes != 32 does not hold');
    // Its results stay (E2).
    expect(records[3]!.results!['power_uW']).toBeGreaterThan(1.8);
    expect(summary).toMatchObject({ best: null, front: [], points: { total: 6, ok: 0, infeasible: 6 } });
    // Reasons are counted without their numbers, and keep what stands behind these.
    expect(summary.reasons).toContainEqual({
      reason: expect.stringMatching(
        /^clock_kHz: .*: expected at most # cycles a frame, received #$/,
      ) as string,
      points: 1,
    });
  });

  test('a condition without truth for the values of a point makes that point infeasible (E2, P3)', async () => {
    // Latencies of 23.3 and 21.4 ms.
    const { records } = await sweep(
      { axes: { clock_kHz: [92, 100] }, where: ['sqrt(latency_ms - 22) < 2'], check: 0 },
      inputs,
    );
    expect(records.map(({ status, reasons }) => [status, reasons])).toEqual([
      ['ok', undefined],
      ['infeasible', [expect.stringMatching(/^where: sqrt\(latency_ms - 22\) < 2: .*complex/)]],
    ]);
  });

  test('equal points are one, and where chooses before anything runs (X6, E2)', async () => {
    const plan = await planSweep(
      (await import('./definition.js')).defineSweep({
        axes: { clock_kHz: [92, 92, 100, 120] },
        where: ['clock_kHz < 110'],
      }),
      inputs,
    );
    expect(plan).toMatchObject({ length: 2, leftOut: 1, repeated: 1 });
    expect([...pointsOf(plan)].map(({ values }) => values['clock_kHz'])).toEqual([92, 100]);
  });

  test('each point that a network does not fit says why (P3)', async () => {
    const { records } = await sweep(
      { axes: { clock_kHz: [92, 100] }, set: { 'tiles[*].weightSram.bankWords': 8 }, check: 0 },
      inputs,
    );
    const [first, second] = records;
    expect(first).toMatchObject({
      status: 'infeasible',
      reasons: expect.arrayContaining([expect.stringMatching(/weightSram/)]) as unknown,
    });
    expect(second!.reasons).toEqual(first!.reasons);
  });
});

describe('paths (X2, X7)', () => {
  test.each([
    ['clock_khz', "sweep.path|axes.clock_khz: clock_khz|did you mean 'clock_kHz'?"],
    ['tiles[*].macArray.lanez', "sweep.path|axes.lanez: tiles[*].macArray.lanez|did you mean 'lanes'?"],
    ['table.macArray.multipy.value_pJ', "did you mean 'macArray.multiply'?"],
    ['table.macArray.multiply.value_fJ', "did you mean 'value_pJ'?"],
    ['network.weightbits', "did you mean 'weightBits'?"],
    ['tiles[7].macArray.lanes', 'sweep.path|axes.lanes: tiles[7].macArray.lanes'],
  ])('%s is refused before anything runs', async (path, expected) => {
    const problems = await problemsOf(() => sweep({ axes: { [path]: [1, 2] } }, inputs));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  test('a result that some points lack is neither wanted nor a condition, nor is what is not true or false (E2)', async () => {
    const tables = { ...inputs.tables, '22nm-bottom-up': loadTable('22nm-bottom-up') };
    const both = { ...inputs, tables };
    for (const table of [['22nm-bottom-up'], ['22nm-calibrated', '22nm-bottom-up']]) {
      const wanted = { axes: { table }, objectives: { power_uW_p95: 'least' } };
      expect(await problemsOf(() => sweep(wanted, both))).toEqual([
        expect.stringContaining('sweep.objective|objectives.power_uW_p95'),
      ]);
      for (const where of [['power_uW_p95 < 9'], ['accuracy > 0.5']])
        expect(await problemsOf(() => sweep({ axes: { table }, where }, both))).toEqual([
          expect.stringContaining('sweep.expression|where[0]'),
        ]);
    }
    const untrue = { axes: { clock_kHz: [92] }, where: ['power_uW + 1'] };
    const plan = async (): Promise<unknown> => planSweep(defineSweep(untrue), inputs);
    expect(await problemsOf(plan)).toEqual([expect.stringContaining('sweep.expression|power_uW + 1')]);
    const drawn = { table: '22nm-calibrated', axes: { clock_kHz: [92] }, where: ['power_uW_p95 < 9'] };
    expect((await planSweep(defineSweep(drawn), both)).length).toBe(1);
  });

  test('names of inputs, objectives and data-dependent rows are refused too', async () => {
    expect(
      await problemsOf(() => sweep({ network: 'kws-bootstrab', axes: { clock_kHz: [92] } }, inputs)),
    ).toEqual(["sweep.input|network|did you mean 'kws-bootstrap'?"]);
    expect(
      await problemsOf(() => sweep({ axes: { clock_kHz: [92] }, objectives: { powr_uW: 'least' } }, inputs)),
    ).toEqual(["sweep.objective|objectives.powr_uW|did you mean 'power_uW'?"]);
    const multiply = table.rows.find(({ key }) => key === 'macArray.multiply')!;
    const rows = [...table.rows, { ...multiply, key: 'macArray.zeroProduct' }];
    expect(
      await problemsOf(() =>
        sweep({ axes: { clock_kHz: [92] } }, { ...inputs, tables: { t: { ...table, rows } } }),
      ),
    ).toEqual([expect.stringContaining('sweep.data-dependent|table t: rows.macArray.zeroProduct')]);
    expect(
      await problemsOf(() => sweep({ axes: { clock_kHz: [92] }, where: ['clock_kHz > 100'] }, inputs)),
    ).toEqual([expect.stringContaining('sweep.points|where')]);
    expect(
      await problemsOf(() => sweep({ axes: { power_uW: { path: 'clock_kHz', values: [92] } } }, inputs)),
    ).toEqual([expect.stringContaining('sweep.axis|axes.power_uW')]);
  });
});

describe('least resources', () => {
  const small = smallNetwork({
    ...{ inputs: 6, scores: 3 },
    layers: [{ units: 8, memories: 2, order: 4, encoder: ['x'], hidden: ['m'] }],
  });
  const own = { networks: { small }, hardware: { tiny: loadHardwareDocument('tiny') }, tables: { table } };

  test('a point is what leastResources finds at its clock, and its hardware can be written', async () => {
    const { records } = await sweep(
      {
        axes: { clock_kHz: [20, 40] },
        least: { busyFraction: 0.5, outputsPerCycle: [1, 2] },
        check: 1,
        frames: 4,
      },
      own,
    );
    const hardware = loadHardware('tiny');
    for (const { values, status, results, chosen, checked } of records) {
      const found = leastResources({
        ...{ network: small, hardware, family: { outputsPerCycle: [1, 2] } },
        ...{ clock_kHz: Number(values['clock_kHz']), busyAtMost: 0.5 },
      })!;
      expect({ status, checked }).toEqual({ status: 'ok', checked: true });
      expect(results).toMatchObject({ transistors: found.transistors, busyFraction: found.busy });
      expect(chosen).toMatchObject({ outputsPerCycle: found.hardware.outputsPerCycle });
      const plan = await planSweep(
        (await import('./definition.js')).defineSweep({
          axes: { clock_kHz: [20, 40] },
          least: { busyFraction: 0.5, outputsPerCycle: [1, 2] },
        }),
        own,
      );
      expect(hardwareOfPoint(plan.sweep, own, values)).toMatchObject({ tiles: found.hardware.tiles });
    }
  });

  test('a clock at which nothing will do is infeasible', async () => {
    const { records } = await sweep({ axes: { clock_kHz: [1] }, least: { realTime: true, lanes: [2] } }, own);
    expect(records[0]).toMatchObject({
      status: 'infeasible',
      reasons: [expect.stringContaining('fast enough')],
    });
  });
});
