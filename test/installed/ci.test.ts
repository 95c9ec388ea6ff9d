/** What users copy into continuous integration, run from the installed package. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { repositoryFile } from '../cli/support.js';
import { shell } from './environment.js';
import { folderWithPackage } from './pack.js';

interface Workflow {
  readonly jobs: {
    readonly energy: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] };
  };
}

const CASES = `schema: lmusim.baseline/1
cases:
  - { name: product, network: kws-bootstrap, hardware: ./mine.yaml }
`;

test('the workflow to copy passes, and fails with an annotation and a summary when the hardware changes', () => {
  const folder = folderWithPackage('workflow');
  const workflow = parse(readFileSync(repositoryFile('examples/energy-check.yml'), 'utf8')) as Workflow;
  const [check, summary] = workflow.jobs.energy.steps.filter(({ name }) => name !== undefined);
  const hardware = readFileSync(repositoryFile('hw-configs/paper-22nm.yaml'), 'utf8');
  writeFileSync(join(folder, 'energy.yaml'), CASES);
  writeFileSync(join(folder, 'mine.yaml'), hardware);
  shell('npx --no-install lmusim check energy.yaml --update', folder);
  expect(shell(check!.run!, folder)).toBe('');

  appendFileSync(join(folder, 'mine.yaml'), 'energy: { macArray: { multiply: { value_pJ: 0.06 } } }\n');
  expect(() => shell(check!.run!, folder)).toThrow(
    /^::error file=energy\.yaml,title=product%3A energy per inference moved::/m,
  );
  expect(() => shell(`export GITHUB_STEP_SUMMARY=summary.md\n${summary!.run!}`, folder)).toThrow(/exit 1/);
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(
    /\*\*moved\*\* \| energy\.yaml \| product/,
  );
});

const SPEC = `import { expect, test } from 'vitest';
import { simulate } from 'lmusim';
import { DEFAULT_RECORDING, loadHardware, loadNetwork, loadRecording, loadTable } from 'lmusim/node';
import 'lmusim/vitest';

const network = loadNetwork('kws-bootstrap');
const run = simulate({
  network,
  hardware: loadHardware('paper-22nm'),
  table: loadTable('22nm-calibrated'),
  recordings: [loadRecording(DEFAULT_RECORDING, network)],
});

test('the budget is kept', () => {
  expect(run).toStayWithinPower_uW(7);
  expect(run).toStayWithinPower_uW(2, 'weightSram');
  expect(run).toStayWithinEnergy_nJ(130);
  expect(run).toStayWithinCycles(1840);
  expect(run).toStayWithinLatency_ms(40);
  expect(run).not.toStayWithinCycles(1000);
});
test('a budget is broken', () => expect(run).toStayWithinPower_uW(1));
`;

const { platform, arch } = process;

test.each([
  ['4.1.12', '20.20.2'],
  ['5.1.1', '22.23.3'],
])('the matchers of lmusim/vitest work and are typed in vitest %s on Node %s', (vitest, node) => {
  const folder = folderWithPackage(`vitest-${vitest}`);
  const tarball = inject('tarball');
  const tools = [`vitest@${vitest}`, 'typescript@6.0', `node@npm:node-${platform}-${arch}@${node}`];
  shell(`npm install --ignore-scripts '${tarball}' ${tools.join(' ')}`, folder);
  writeFileSync(join(folder, 'energy.test.mts'), SPEC);
  const bin = join(folder, 'node_modules/node/bin');
  expect(() => shell('npx --no-install vitest run', folder, bin)).toThrow(
    /expected average power to be at most 1\.00000 uW, received 6\.42/,
  );
  shell(
    'npx --no-install tsc --noEmit --strict --module nodenext --target es2023 --skipLibCheck energy.test.mts',
    folder,
    bin,
  );
});
