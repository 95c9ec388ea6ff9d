/** The package under each major version of Node that is maintained; npm carries the binaries. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { lmusim } from '../cli/support.js';
import { shell } from './environment.js';
import { folderWithTarball } from './pack.js';

const VERSIONS = ['20.20.2', '22.23.3', '24.21.0'];

const { platform, arch } = process;
let nodes: string;

beforeAll(() => {
  nodes = join(inject('tarball'), '../nodes');
  mkdirSync(nodes);
  const packages = VERSIONS.map((version) => `v${version}@npm:node-${platform}-${arch}@${version}`);
  shell(`npm init --yes >init.txt && npm install --ignore-scripts ${packages.join(' ')}`, nodes);
});

describe.each(VERSIONS)('Node %s', (version) => {
  test('installs it, imports it, and runs the shipped clip: the bytes of every other version', async () => {
    const folder = folderWithTarball(`node-${version}`);
    const bin = join(nodes, `node_modules/v${version}/bin`);
    const run = (script: string) => shell(script, folder, bin);
    expect(run('node --version')).toBe(`v${version}\n`);
    run(`npm init --yes >init.txt && npm install ./${basename(inject('tarball'))}`);

    const { stdout } = await lmusim(['run', '--json']);
    expect(run('npx --no-install lmusim run --json')).toBe(stdout);

    writeFileSync(
      join(folder, 'script.mjs'),
      `import { simulate } from 'lmusim';
import { DEFAULT_RECORDING, loadHardware, loadNetwork, loadRecording, loadTable, shippedNames } from 'lmusim/node';
const { networks, hardware, tables } = shippedNames();
const loaded = [...networks.map(loadNetwork), ...hardware.map(loadHardware), ...tables.map(loadTable)];
const named = (name) => loaded.find((each) => each.name === name);
const network = named('kws-bootstrap');
const recordings = [loadRecording(DEFAULT_RECORDING, network)];
const result = simulate({ network, hardware: named('paper-22nm'), table: named('22nm-calibrated'), recordings });
console.log(JSON.stringify(result, null, 2));
`,
    );
    expect(run('node script.mjs')).toBe(stdout);
  });
});
