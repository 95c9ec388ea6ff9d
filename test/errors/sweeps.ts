import { loadHardwareDocument, loadNetwork, loadTable } from '../../src/study/files.node.js';
import {
  defineSweep,
  figureData,
  hardwareOfPoint,
  parseLabels,
  planSweep,
  requantised,
  sweep,
  type SweepInputs,
} from '../../src/sweep/index.js';
import { byCommand, byLibrary, type Case } from './support.js';

const network = loadNetwork('kws-bootstrap');
const inputs = (): SweepInputs => ({
  networks: { 'kws-bootstrap': network },
  hardware: { 'paper-22nm': loadHardwareDocument('paper-22nm') },
  tables: { own: loadTable('22nm-bottom-up') },
});
const dry = (fault: string, text: string): Case =>
  byCommand(fault, 'sweep study.yaml --dry-run', { 'study.yaml': text });
const CLOCKS = 'axes: { clock_kHz: [92] }\n';

export const sweeps: readonly Case[] = [
  dry('Misspelt keys', 'axis: { clock_kHz: [92] }\naxes: { clock_kHz: { form: 50, to: 92 } }\n'),
  dry(
    'Axes that are none',
    'axes: { a: { from: 0, to: 9, points: 3, scale: log }, b: { from: 1 }, "c d": { path: clock_kHz, values: [9] } }\n',
  ),
  dry('Zipped axes of other lengths', 'axes: { a: [1], b: [1, 2] }\nzip: [[a, b], [a, c]]\n'),
  dry('Two rules for the least resources', `${CLOCKS}least: { busyFraction: 0.5, realTime: true }\n`),
  dry('Paths that lead nowhere', 'axes: { clock_khz: [92] }\nset: { frameperiod_ms: 10 }\n'),
  dry('A row that the table does not have', 'axes: { table.macArray.multipy.value_pJ: [0.1] }\n'),
  dry(
    'Expressions that are more than arithmetic',
    `${CLOCKS}where: ['clock_kHz = 3', 'clock_khz > 3', 'import(clock_kHz)', '1 +']\n`,
  ),
  dry('An expression that is neither true nor false', `${CLOCKS}where: [clock_kHz + 1]\n`),
  dry('No point left', `${CLOCKS}where: [clock_kHz > 100]\n`),
  dry('A result that there is none of', `${CLOCKS}objectives: { power: least }\n`),
  dry('An axis called like a result', 'axes: { power_uW: { path: clock_kHz, values: [92] } }\n'),
  dry(
    'Inputs that are not there',
    'network: kws-bootstrp\naccuracy: { recordings: clips }\naxes: { hardware: [paper-22nn] }\n',
  ),
  byCommand('Labels that are none', 'sweep study.yaml --dry-run', {
    'study.yaml': `${CLOCKS}accuracy: { recordings: ., labels: labels.csv }\n`,
    'labels.csv': 'yes.wav\n',
  }),
  byCommand('Nothing to sweep, and nowhere to put it', 'sweep'),
  byCommand(
    'Flags of a sweep that are none',
    'sweep --axis clock_kHz --sample few --shard 5/4 --workers 0 -o new.out',
  ),
  byCommand(
    'Flags of a sweep that exclude one another',
    'sweep --axis clock_kHz=92 --shard 1/4 --slurm 4 --csv new.csv -o new.out',
  ),
  byCommand('A folder that holds something else', 'sweep --axis clock_kHz=92 -o ./src'),
  byCommand('Shards that are not there', 'sweep merge new.out'),
  byCommand('A figure of a sweep that is not complete', 'plot new.out'),
  byLibrary('Inputs of a sweep that are not given', 'sweep(definition, inputs)', () =>
    sweep({ network: 'mine', axes: { clock_kHz: [92] } }, inputs()),
  ),
  byLibrary('A table with events that depend on data', 'planSweep(definition, inputs)', () => {
    const { own } = inputs().tables;
    const rows = [...own!.rows, { ...own!.rows[0]!, key: 'macArray.zeroProduct' }];
    return planSweep(defineSweep({ axes: { clock_kHz: [92] } }), {
      ...inputs(),
      tables: { own: { ...own!, rows } },
    });
  }),
  byLibrary('Values that are none', 'hardwareOfPoint(sweep, inputs, values)', async () => {
    const axes = {
      row: { path: 'table.macArray.multiply.value_pJ', values: [1] },
      'network.weightBits': [4],
    };
    const plan = await planSweep(defineSweep({ axes }), inputs());
    return hardwareOfPoint(plan.sweep, inputs(), { row: -1, weightBits: 3.5 });
  }),
  byLibrary('No resources that are fast enough', 'hardwareOfPoint(sweep, inputs, values)', async () => {
    const least = { realTime: true, lanes: [4] };
    const plan = await planSweep(defineSweep({ axes: { clock_kHz: [2] }, least }), inputs());
    return hardwareOfPoint(plan.sweep, inputs(), { clock_kHz: 2 });
  }),
  byLibrary('Widths that a network cannot be requantised to', 'requantised(network, widths)', () =>
    requantised(network, { weightBits: 5, activationBits: 1, stateBits: 30 }),
  ),
  byLibrary('Lines of labels that are none', "parseLabels(text, 'labels.csv')", () =>
    parseLabels('name,label\nyes.wav\n', 'labels.csv'),
  ),
  byLibrary('A figure of names that there are none of', 'figureData(records, head, wish)', () =>
    figureData(
      [{ key: '', index: 0, values: { clock_kHz: 1 }, status: 'ok', results: { power_uW: 1 } }],
      {
        axes: ['clock_kHz'],
        objectives: { power_uW: 'least' },
        tables: [{ name: 'own', sha256: '', status: 'bottom-up' }],
      },
      { kind: 'line', x: 'clock', y: 'powr_uW' },
    ),
  ),
];
