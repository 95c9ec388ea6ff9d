import { readFileSync } from 'node:fs';
import { parseEnergyTable, powerReport } from '../../src/energy/index.js';
import { repositoryFile } from '../cli/support.js';
import { byCommand, byLibrary, changed, type Case } from './support.js';

const paper = readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8');
const shippedTable = readFileSync(repositoryFile('tables/22nm-bottom-up.yaml'), 'utf8');

const text = (fault: string, content: string | Uint8Array): Case =>
  byCommand(fault, 'config mine.yaml', { 'mine.yaml': content });
const hardware = (fault: string, changes: Readonly<Record<string, string>>): Case =>
  text(fault, changed(paper, changes));
const run = (fault: string, changes: Readonly<Record<string, string>>): Case =>
  byCommand(fault, 'run -w mine.yaml', { 'mine.yaml': changed(paper, changes) });
const tableText = (fault: string, content: string): Case =>
  byCommand(fault, 'config validate table.yaml', { 'table.yaml': content });
const table = (fault: string, changes: Readonly<Record<string, string>>): Case =>
  byCommand(fault, 'run --table mine.yaml', { 'mine.yaml': changed(shippedTable, changes) });

export const configurations: readonly Case[] = [
  text('An empty file', ''),
  text('A file of comments', '# clock_kHz: 92\n'),
  text('A list in place of keys', '- clock_kHz: 92\n'),
  text('An energy table', shippedTable),
  text('A reference without its anchor', changed(paper, { 'clock_kHz: 92': 'clock_kHz: *slow' })),
  text('A tag of another language', changed(paper, { 'clock_kHz: 92': 'clock_kHz: !Hz 92' })),
  hardware('Numbers without an end', {
    'clock_kHz: 92': 'clock_kHz: .nan',
    'framePeriod_ms: 20': 'framePeriod_ms: 1e999',
  }),
  text('A file that is not text', Uint8Array.of(0xff, 0xfe, 0, 1)),
  text('Text that is not YAML', 'name: [a\nclock_kHz: 1\n'),
  text('Two documents', `${paper}\n---\n${paper}`),
  text('A file that is too large', '#'.repeat(300_001)),
  text('A file of another size altogether', '#'.repeat(1_000_001)),
  text('More parts than a configuration has', '{a: [' + '0,'.repeat(30_000) + ']}'),
  text('Nesting without end', 'name: ' + '['.repeat(5000)),
  text(
    'References that grow without end',
    'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n',
  ),
  text('A key that is a list', '[a, b]: 1\n'),
  hardware('A key that stands twice', { 'clock_kHz: 92': 'clock_kHz: 92\nclock_kHz: 93' }),
  hardware('Misspelt and missing keys', {
    'clock_kHz: 92': 'clock_khz: 92',
    'framePeriod_ms: 20\n': '',
    'operandBits: 10,': 'operandbits: 10,',
  }),
  hardware('Values of another type or out of range', {
    'clock_kHz: 92': 'clock_kHz: fast',
    'lanes: 32,': 'lanes: 30.5,',
    'bankWords: 128': 'bankWords: 100',
    'weightBits: 4': 'weightBits: 0',
  }),
  hardware('Sizes that do not go together', {
    'lanes: 32,': 'lanes: 30,',
    'clock_kHz: 92': 'clock_kHz: 92.0001',
  }),
  hardware('A scan unit with several lanes, and retention without time to wake', {
    'mode: dense, lanes: 8': 'mode: scan, lanes: 8',
    'bankWords: 128': 'bankWords: 128, retention: true',
  }),
  text(
    'Hundreds of wrong keys',
    `${paper}\n${Array.from({ length: 300 }, (_, i) => `key${i}: 1\n`).join('')}`,
  ),
];

export const fitting: readonly Case[] = [
  byCommand('A network that does not fit', 'run -w tiny'),
  run('Hardware that is too narrow', { 'weightBits: 4': 'weightBits: 3' }),
  run('States of another width', { 'stateBits: 16': 'stateBits: 12' }),
  run('A clock that is too slow', { 'clock_kHz: 92': 'clock_kHz: 50' }),
  byCommand('An assignment that is no chain', 'run --assignment 0,2'),
  byCommand('A saturation with --strict', 'run --strict'),
];

export const tables: readonly Case[] = [
  tableText('An empty file with rows', 'rows:\n'),
  tableText('Text that is not YAML', `rows: 1\n${shippedTable.slice(0, 2000)}\n  - wrong`),
  tableText('A file of comments', '# rows:\n'),
  byCommand('A hardware configuration', 'run --table mine.yaml', { 'mine.yaml': paper }),
  table('A negative energy', { 'value_pJ: 0.35': 'value_pJ: -0.35' }),
  table('An energy without a number', { 'value_pJ: 0.35': 'value_pJ: small' }),
  table('An energy in the unit of a power', { 'value_pJ: 0.35': 'value_uW: 0.35' }),
  table('A row that prices nothing, and one that is missing', { '\n    issue:': '\n    isue:' }),
  table('Units of hardware that do not exist', { '\n  sequencer:': '\n  sequenser:' }),
  table('A row that stands twice', { '\n  sequencer:\n': '\n  sequencer:\n    issue: {}\n' }),
  table('A calibrated row in a bottom-up table', { 'kind: assumed': 'kind: calibrated' }),
  table('A row that follows one that there is not, and one that is known less well', {
    'follows: vectorSram.read': 'follows: vectorSram.red',
    'spread_lnSigma: 0.55\n      follows: macArray.clock':
      'spread_lnSigma: 0.5\n      follows: macArray.clock',
  }),
  table('Draws that do not go with their rows', {
    '\nrows:': '\nposterior: { parameters: [logic.leakige, clockTree.clock], draws: 1 2 3 }\nrows:',
  }),
  table('An unknown status and kind', {
    'status: bottom-up': 'status: guessed',
    'kind: assumed': 'kind: felt',
  }),
  table('A reference width that is not whole', { 'widths_bits: [20]': 'widths_bits: [20.5]' }),
  byCommand('A directive that asks for YAML 1.1', 'config mine.yaml', {
    'mine.yaml': `%YAML 1.1\n---\n${paper}`,
  }),
  byCommand('An empty file as a network', 'info mine.safetensors', { 'mine.safetensors': '' }),
  table('Reference widths without a scaling', { 'scaling: none': 'scaling: linear' }),
  table('A table for another technology', { 'voltage_V: 0.8': 'voltage_V: 0.5' }),
  table('A value without the unit of its row, and two values of one row', {
    'value_pJ: 0.35': 'value: 0.35',
    'value_pJ: 0.045': "value_pJ: 0.045\n      value: '0.045 pJ'",
  }),
  table('An energy in the place of a power', { 'value_pW_per_bit:': 'value_pJ:' }),
  table('Numbers without an end, and one that is too large', {
    'value_pJ: 0.35': 'value_pJ: .nan',
    'value_pJ: 0.020': 'value_pJ: .inf',
    'value_pJ: 0.045': 'value_pJ: 1e300',
  }),
  table('A merge key, which YAML 1.2 does not have', {
    'value_pJ: 0.35': '<<: { value_pJ: 0.35 }',
  }),
  table('Quantities of an unknown unit and of another dimension', {
    'value_pJ: 0.35': "value: '0.35 pixels'",
    'value_pJ: 0.045': "value: '0.045 pW'",
  }),
  byLibrary('A quantity without mathjs at hand', 'parseEnergyTable(text)', () =>
    parseEnergyTable(changed(shippedTable, { 'value_pJ: 0.35': "value: '0.35 pJ'" })),
  ),
  table('A scaling for memories in a row of logic', {
    'value_pJ: 0.35\n      scaling: none':
      'value_pJ: 0.35\n      scaling: cacti\n      widths_bits: [32]\n      capacity_KB: 4',
  }),
  run('A row in the hardware file that the table cannot complete', {
    'technology:': 'energy: { macArray: { zeroProduct: { value_pJ: 0.01 } } }\ntechnology:',
  }),
  byLibrary('Power of no frames', 'powerReport(ledger, 0)', () => powerReport({} as never, 0)),
];
