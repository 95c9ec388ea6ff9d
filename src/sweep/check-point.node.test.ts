import { describe, expect, test } from 'vitest';
import { compile } from '../compiler/index.js';
import { priceTable } from '../energy/index.js';
import { InvariantError } from '../problems/index.js';
import { loadHardware, loadNetwork, loadTable } from '../study/files.node.js';
import { timeProgram } from '../timing/index.js';
import { checkPoint } from './check-point.js';
import { pointEnergy, type PointEnergy } from './point-energy.js';
import { requantised } from './requantise.js';

const frames = 3;
const network = loadNetwork('kws-bootstrap');
const hardware = loadHardware('paper-22nm');
const program = compile(network, hardware);
const prices = priceTable(loadTable('22nm-calibrated'), hardware);
const energy = pointEnergy(prices, timeProgram(program, hardware, frames), frames);

const check = (found: PointEnergy): true =>
  checkPoint({ network, hardware, program }, { prices, energy: found, frames }, 'seed');

describe('a point on the simulator (P2)', () => {
  test('it agrees with the closed form to the last yoctojoule', () => {
    expect(check(energy)).toBe(true);
  });

  test.each([
    ['one yoctojoule more', (yJ: bigint) => yJ + 1n],
    ['one yoctojoule less', (yJ: bigint) => yJ - 1n],
  ])('%s in any unit is found', (_, change) => {
    for (const [unit, yJ] of energy.units_yJ) {
      const units_yJ = new Map([...energy.units_yJ, [unit, change(yJ)] as const]);
      expect(() => check({ ...energy, units_yJ }), unit).toThrow(InvariantError);
    }
  });

  test('a unit that only one of them knows is found', () => {
    const [[unit]] = [...energy.units_yJ] as [[string, bigint]];
    const without = new Map([...energy.units_yJ].filter(([name]) => name !== unit));
    expect(() => check({ ...energy, units_yJ: without })).toThrow(`${unit}: `);
    const more = new Map([...energy.units_yJ, ['unheardOf', 1n] as const]);
    expect(() => check({ ...energy, units_yJ: more })).toThrow(
      'unheardOf: 0 yJ on the simulator, 1 in closed form',
    );
  });

  test('a total that is not that of its units is found', () => {
    expect(() => check({ ...energy, total_yJ: energy.total_yJ + 1n })).toThrow('the total does not');
  });

  test('a program of another architecture is an error of ours, not an infeasible point (P3)', () => {
    const { tiles, ...rest } = hardware;
    const other = {
      ...rest,
      tiles: tiles.map((tile) => ({ ...tile, channel: { ...tile.channel, buffers: 3 } })),
    };
    expect(() =>
      checkPoint({ network, hardware: other, program }, { prices, energy, frames }, 'seed'),
    ).toThrow(InvariantError);
  });

  test('scores that are not those of the reference inference are found', () => {
    const coarse = compile(requantised(network, { weightBits: 3 }), hardware);
    expect(() =>
      checkPoint({ network, hardware, program: coarse }, { prices, energy, frames }, 'seed'),
    ).toThrow(/scores are not the reference inference's/);
  });
});
