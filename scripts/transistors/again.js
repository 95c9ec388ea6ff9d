/**
 * Synthesises anew what is stored, the modules by turns: `node scripts/transistors/again.js SEED COUNT`. Exits with 1 when
 * one differs. With `renumbered` behind COUNT yosys gives other internal numbers to the same parameters: what then differs is noise.
 */
import { readFileSync } from 'node:fs';
import seedrandom from 'seedrandom';
import { synthesise } from './yosys.js';

const [seed, count, numbers] = process.argv.slice(2);
const { syntheses } = JSON.parse(readFileSync('test/data/transistors.json', 'utf8'));
const next = seedrandom.alea(seed);
// Large ones take a minute each.
const keys = Object.keys(syntheses).filter((key) => syntheses[key].transistors < 60_000);
const moduleOf = (key) => key.split(' ', 1)[0];
const modules = [...new Set(keys.map(moduleOf))].filter((module) => module !== 'tile');
for (let index = 0; index < Number(count); index += 1) {
  const mine = keys.filter((key) => moduleOf(key) === modules[index % modules.length]);
  const key = mine[Math.floor(next() * mine.length)];
  keys.splice(keys.indexOf(key), 1);
  const [module, ...pairs] = key.split(' ');
  const parameters = Object.fromEntries(
    pairs.map((pair) => pair.split('=')).map(([name, value]) => [name, Number(value)]),
  );
  const found = await synthesise(module, parameters, { renumbered: numbers === 'renumbered' });
  const stored = syntheses[key];
  const same = JSON.stringify(found) === JSON.stringify(stored);
  const percent = (100 * (found.transistors / stored.transistors - 1)).toFixed(1);
  process.stdout.write(
    `${key}: ${JSON.stringify(found)}${same ? '' : `, stored otherwise (${percent} %)`}\n`,
  );
  if (!same) process.exitCode = 1;
}
