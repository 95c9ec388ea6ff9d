import { byCommand, byCommandElsewhere, changed, type Case } from './support.js';

const fine = `schema: lmusim.baseline/1
cases:
  - name: one
    network: kws-bootstrap
    hardware: paper-22nm
`;
const HASH = '0123456789abcdef'.repeat(4);
const second = '  - name: two\n    network: kws-bootstrap\n    hardware: tiny\n';

const text = (fault: string, content: string | Uint8Array): Case =>
  byCommand(fault, 'check mine.yaml', { 'mine.yaml': content });
const update = (fault: string, content: string): Case =>
  byCommand(fault, 'check mine.yaml --update', { 'mine.yaml': content });

export const baselines: readonly Case[] = [
  text('A case that was never simulated', fine),
  text('An empty file', ''),
  text('Text that is not YAML', 'cases: [1\n'),
  text('Another file', 'name: paper-22nm\nclock_kHz: 92\n'),
  text('A hardware configuration', 'name: mine\ntiles: [{}]\n'),
  text('No cases', 'schema: lmusim.baseline/1\ncases: []\n'),
  text('Misspelt keys', changed(fine, { 'hardware:': 'hardwear:' }) + 'tolerance: { energy: 0.1 }\n'),
  text(
    'A tolerance below nothing, and one that is no number',
    `${fine}tolerances: { cycles: -1, energy: much }\n`,
  ),
  text('Two cases of one name', fine + second.replace('two', 'one')),
  text('Recordings and features', `${fine}    recordings: [a.wav]\n    features: b.json\n`),
  text('A result that somebody wrote by hand', `${fine}    simulated: { perFrame_cycles: fast }\n`),
  text('A result that somebody calls measured', `${fine}    measured: { perFrame_cycles: 1473 }\n`),
  update('A network that is not there', changed(fine, { 'kws-bootstrap': 'absent.safetensors' })),
  update('Hardware that the network does not fit', fine + second),
  byCommand('An update that is to go elsewhere', 'check mine.yaml --update -o new.yaml', {
    'mine.yaml': fine,
  }),
  byCommandElsewhere('An update of what the package ships', 'check --update'),
  byCommand('An update in a format', 'check mine.yaml --update --format junit', { 'mine.yaml': fine }),
  text(
    'A result of a version that did not say yet whether real time was met',
    `${fine}    simulated:
      inputs: { network: ${HASH}, hardware: ${HASH}, table: ${HASH}, recordings: ${HASH} }
      predictions: [yes]
      perFrame_cycles: 1473
      latency_cycles: 2144
      energyPerInference_nJ: 37.83
      tableRows: {}
      parts: {}
`,
  ),
  byCommand('A comparison of one design', 'compare paper-22nm'),
  byCommand('Platforms and designs together', 'compare --platforms tiny'),
  byCommand('A comparison of unequal things', 'compare paper-22nm kws-bootstrap'),
  byCommand('A design that a flag chooses too', 'compare paper-22nm single-1mhz -w tiny'),
];
