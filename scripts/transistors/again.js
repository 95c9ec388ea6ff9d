/**
 * Synthesises stored measurements anew: `node scripts/transistors/again.js SEED COUNT`. Exits with 1 when one differs, or
 * the sources' or the tool's numbers have moved.
 */
import { readFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { synthesise } from './yosys.js';

const [seed, count] = process.argv.slice(2);
const { measured } = JSON.parse(readFileSync('test/data/transistors.json', 'utf8'));
// Large ones take a minute each.
const keys = Object.keys(measured).filter((key) => measured[key].transistors < 60_000);
const next = seedrandom.alea(seed);
for (let left = Number(count); left > 0; left -= 1) {
  const [key] = keys.splice(Math.floor(next() * keys.length), 1);
  const [module, ...pairs] = key.split(' ');
  const parameters = Object.fromEntries(
    pairs.map((pair) => pair.split('=')).map(([name, value]) => [name, Number(value)]),
  );
  const found = await synthesise(module, parameters);
  const same = JSON.stringify(found) === JSON.stringify(measured[key]);
  process.stdout.write(`${key}: ${JSON.stringify(found)}${same ? '' : ', stored otherwise'}\n`);
  if (!same) process.exitCode = 1;
}
