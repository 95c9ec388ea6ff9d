import { readFileSync } from 'node:fs';
import { byCommand, changed, type Case } from './support.js';

const TARGET = `name: chip
table: 22nm-bottom-up
powers:
  - { name: chip, network: kws-bootstrap, hardware: paper-22nm, power_uW: 5, spread_lnSigma: 0.05, source: a meter }
`;
const EXACT = readFileSync('tables/22nm-bottom-up.yaml', 'utf8').replaceAll(
  /spread_lnSigma: .*/g,
  'spread_lnSigma: 0',
);
const target = (fault: string, content: string): Case =>
  byCommand(fault, 'calibrate --target chip.yaml', { 'chip.yaml': content });
const SHAPE =
  'shape: { name: s, like: chap, spread_lnSigma: 0.05, source: x, points: [{ clock_kHz: 1, power_uW: 1 }, { clock_kHz: 2, power_uW: 1 }] }\n';

export const targets: readonly Case[] = [
  target('An empty file', ''),
  target('A power in another unit', changed(TARGET, { 'power_uW: 5': 'power_mW: 5' })),
  target(
    'A prior in the unit of another row',
    `${TARGET}priors: { clockTree: { clock: { value_nW: 5 } } }\n`,
  ),
  target('A curve like a power that there is not', TARGET + SHAPE),
  target('A curve of clocks that no hardware of the family meets', TARGET + SHAPE.replace('chap', 'chip')),
  byCommand('A table that states every row as exact', 'calibrate --target chip.yaml', {
    'chip.yaml': TARGET.replace('22nm-bottom-up', 'exact.yaml'),
    'exact.yaml': EXACT,
  }),
  target('Two powers of one name', TARGET + TARGET.split('\n')[3]! + '\n'),
  target(
    'A table that prices what depends on the recording',
    `${TARGET}priors: { macArray: { zeroProduct: { value_pJ: 0.01, scaling: none, spread_lnSigma: 0.5 } } }\n`,
  ),
  byCommand('A target that is not shipped', 'calibrate --target blow-2021'),
];
