import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { parseEnergyTable } from '../../../src/energy/index.js';
import { canonicalJson, defineHardware, hardwareSizes, parseHardware } from '../../../src/hardware/index.js';
import { textMutationsOf } from '../../support/mutated-text.js';
import { fromUtf8, promised, repositoryFile, utf8, type Target } from '../target.js';

const YAML_WORDS = [
  '? ',
  '- ',
  '|',
  '>',
  '!!str ',
  '!!binary ',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  '<<: *a',
  '{a: ',
  '[a, ',
  '0x1F',
  '.inf',
  '.nan',
  '~',
];
const HARDWARE_WORDS = [
  'tiles:',
  'tile:',
  'clock_kHz:',
  'lanes:',
  'bankWords:',
  'banks:',
  'retention:',
  'whenIdle',
  'scan',
  'wake_cycles: 1',
];
const TABLE_WORDS = [
  'rows:',
  'value_pJ:',
  'value_uW:',
  'widths_bits:',
  'scaling: linear',
  'kind: calibrated',
  'status: calibrated',
  'spread_lnSigma:',
];

const shipped = (file: string): string => readFileSync(repositoryFile(file), 'utf8');

/** Depth that costs a parser its stack: lists in lists, in either notation. */
const nested = fc
  .tuple(fc.constantFrom('[', '{a: ', '- ', '? ', '&a ['), fc.integer({ min: 1, max: 20_000 }))
  .map(([opening, depth]) => utf8(opening.repeat(depth)));

/** @param seeds texts that are good */
export function yamlTarget(
  name: string,
  seeds: readonly string[],
  words: readonly string[],
  run: (text: string) => void,
): Target {
  return {
    name,
    seeds: () => seeds.map(utf8),
    mutants: (parent, other) =>
      fc.oneof(
        {
          weight: 20,
          arbitrary: textMutationsOf(fromUtf8(parent), [...YAML_WORDS, ...words], fromUtf8(other)).map(utf8),
        },
        { weight: 1, arbitrary: nested },
      ),
    run: (input) => run(fromUtf8(input)),
    limit_ms: 2000,
  };
}

export const hardware = yamlTarget(
  'hardware',
  [shipped('hw-configs/single-1mhz.yaml')],
  HARDWARE_WORDS,
  (text) => {
    const read = parseHardware(text, 'input');
    promised(
      canonicalJson(defineHardware(read)) === canonicalJson(read),
      'a configuration with its defaults is one',
    );
    promised(Number.isSafeInteger(hardwareSizes(read).transistors), 'transistors are a whole number');
  },
);

export const table = yamlTarget('table', [shipped('tables/22nm-bottom-up.yaml')], TABLE_WORDS, (text) => {
  const { rows } = parseEnergyTable(text, 'input');
  promised(
    rows.every(({ value }) => value >= 0 && value <= 1e6),
    'every row has a value within the range',
  );
});
