import type { Simulated } from '../../../src/results/index.js';
import { parseBaseline, updateBaseline } from '../../../src/study/index.js';
import { promised } from '../target.js';
import { yamlTarget } from './yaml.js';

const HASH = '0123456789abcdef'.repeat(4);

const FILE = `# why these
schema: lmusim.baseline/1
tolerances: { cycles: 0.01 }
cases:
  - name: one keyword
    network: kws-bootstrap # shipped
    hardware: ./mine.yaml
    recordings: [yes.wav, no.wav]
  - name: another
    network: mine.safetensors
    hardware: tiny
    table: 22nm-bottom-up
    features: frames.json
    tolerances: { energy: 0.5, parts: 1 }
`;

const simulated: Simulated = {
  inputs: { network: HASH, hardware: HASH, table: HASH, recordings: HASH },
  predictions: ['yes', '12', 'null'],
  perFrame_cycles: 1473,
  latency_cycles: 2144,
  energyPerInference_nJ: 37.83,
  realTime: true,
  tableRows: { 'macArray.multiply': { value: 0.045, valueUnit: 'pJ', kind: 'derived' } },
  parts: {
    'tile 0': { 'macArray.multiply': { count: 3, energy_pJ: 0.135 } },
    accelerator: { 'clockTree.clock': { count: 90160, energy_pJ: 450800 } },
  },
};

const WORDS = [
  'schema: lmusim.baseline/1\n',
  'tolerances:',
  'cycles: 10',
  'cases:',
  'name: one keyword',
  'simulated:',
  'realTime: false',
  'parts: {}',
  'features:',
  '  - &a\n',
  '*a',
];

/** What an update makes of a file must be that file with what was simulated now. */
export const baseline = yamlTarget(
  'baseline',
  [FILE, updateBaseline(FILE, [simulated, simulated])],
  WORDS,
  (text) => {
    const cases = parseBaseline(text, 'input');
    promised(
      new Set(cases.map(({ name }) => name)).size === cases.length,
      'every case has a name of its own',
    );
    const updated = parseBaseline(
      updateBaseline(
        text,
        cases.map(() => simulated),
      ),
      'updated',
    );
    promised(
      JSON.stringify(updated) === JSON.stringify(cases.map((each) => ({ ...each, simulated }))),
      'an update changes nothing but what was simulated',
    );
  },
);
