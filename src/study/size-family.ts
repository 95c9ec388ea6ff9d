import { clock_Hz, type HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { refuseIfAny, type Problem } from '../problems/index.js';
import type { SizeFamily } from '../results/index.js';

/** MAC lanes of the default family, in units of P. */
const LANES_BY_OUTPUTS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
const LEGENDRE_LANES = [1, 2, 4, 8];
/** Choices of lanes for one tile: each is compiled for every range of layers. */
const MOST_CHOICES = 400;
const MOST_TILES = 64;

/** One to as many tiles as there are layers, 1 to 32 times P lanes, 1 to 8 Legendre lanes, at the base's clock. */
export function defaultFamily(network: Network, hardware: HardwareConfiguration): SizeFamily {
  return {
    tiles: Array.from({ length: Math.min(MOST_TILES, network.layers.length) }, (_, index) => index + 1),
    lanes: LANES_BY_OUTPUTS.map((times) => times * hardware.outputsPerCycle),
    legendreLanes: LEGENDRE_LANES,
    clock_kHz: [hardware.clock_kHz],
  };
}

/**
 * The family in ascending order, each value once.
 *
 * @throws InputError `study.family` with every value that no member can have
 */
export function checkFamily(
  family: SizeFamily,
  { layers }: Network,
  hardware: HardwareConfiguration,
): SizeFamily {
  const { outputsPerCycle: P } = hardware;
  const problems: Problem[] = [];
  const check = (
    name: keyof SizeFamily,
    expected: string,
    allowed: (value: number) => boolean,
  ): readonly number[] => {
    const wrong = family[name].filter((value) => !allowed(value));
    if (wrong.length > 0 || family[name].length === 0) {
      problems.push({
        code: 'study.family',
        path: `family.${name}`,
        message: 'no member of a family can have this',
        expected,
        received: wrong.join(', ') || 'nothing',
      });
    }
    return [...new Set(family[name])].sort((a, b) => a - b);
  };
  const within = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= most;
  const tiles = Math.min(MOST_TILES, layers.length);
  const checked: SizeFamily = {
    tiles: check('tiles', `1 to ${tiles} tiles, a layer for each`, (value) => within(value, tiles)),
    lanes: check(
      'lanes',
      P === 1 ? '1 to 4096 lanes' : `multiples of ${P}, the outputsPerCycle, up to 4096`,
      (value) => within(value, 4096) && value % P === 0,
    ),
    legendreLanes: check('legendreLanes', '1 to 256 lanes', (value) => within(value, 256)),
    clock_kHz: check(
      'clock_kHz',
      'clocks of 1 kHz to 2 GHz with at most three decimals',
      (value) =>
        value >= 1 && value <= 2_000_000 && clock_Hz({ ...hardware, clock_kHz: value }) / 1000 === value,
    ),
  };
  const choices = family.lanes.length * family.legendreLanes.length;
  if (choices > MOST_CHOICES) {
    problems.push({
      code: 'study.family',
      path: 'family',
      message: 'too many choices of lanes for a tile',
      expected: `at most ${MOST_CHOICES}`,
      received: String(choices),
    });
  }
  refuseIfAny(problems);
  return checked;
}
