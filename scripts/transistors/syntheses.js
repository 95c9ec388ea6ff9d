/** Synthesises what is missing in a file of syntheses, two at a time, and writes the file after each. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { synthesise } from './yosys.js';

const WORKERS = 2;

export const keyOf = (module, parameters) =>
  `${module} ${Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join(' ')}`;

/**
 * @param path the file: `{ tool, syntheses }`, where `syntheses` goes by module and parameters
 * @param wanted pairs of module and parameters
 * @param tiles whole tiles: which syntheses each is made of
 * @returns the file's content
 */
export async function synthesiseMissing(path, tool, wanted, tiles = []) {
  const file = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { tool, syntheses: {} };
  if (file.tool !== tool)
    throw new Error(`${path} is of ${file.tool}, this machine has ${tool}: delete it first`);
  const all = new Map(wanted.map((each) => [keyOf(each.module, each.parameters), each]));
  for (const key of Object.keys(file.syntheses)) if (!all.has(key)) delete file.syntheses[key];
  const write = () => {
    const syntheses = Object.fromEntries(Object.entries(file.syntheses).sort(([a], [b]) => (a < b ? -1 : 1)));
    // One line a synthesis, so that a difference of two files can be read.
    const lines = Object.entries(syntheses).map(
      ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
    const head = `  "tool": ${JSON.stringify(tool)},\n  "tiles": ${JSON.stringify(tiles)},\n`;
    const text = `{\n${head}  "syntheses": {\n${lines.join(',\n')}\n  }\n}\n`;
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };
  const missing = [...all].filter(([key]) => file.syntheses[key] === undefined);
  const worker = async () => {
    for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
      const [key, { module, parameters }] = next;
      file.syntheses[key] = await synthesise(module, parameters);
      process.stdout.write(`${key}: ${file.syntheses[key].transistors}\n`);
      write();
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  write();
  return file;
}
