/**
 * Writes dist/shipped: for each shipped configuration and table its text and what its reader makes of it, so that a start
 * need not read and check them again (src/study/shipped-values.node.ts).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { loadHardware, loadTable, shippedNames } from '../dist/study/files.node.js';

write('hw-configs', shippedNames().hardware, loadHardware);
write('tables', shippedNames().tables, loadTable);

function write(folder, names, load) {
  mkdirSync(`dist/shipped/${folder}`, { recursive: true });
  for (const name of names) {
    const text = readFileSync(`${folder}/${name}.yaml`, 'utf8');
    const value = load(name);
    const json = JSON.stringify({ text, value });
    if (!isDeepStrictEqual(JSON.parse(json).value, value)) throw new Error(`${name}: JSON does not keep it`);
    writeFileSync(`dist/shipped/${folder}/${name}.yaml.json`, json);
  }
}
