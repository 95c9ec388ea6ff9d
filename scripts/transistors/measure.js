/** Measures what is missing in a file of measurements, two syntheses at a time, and writes the file after each. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { synthesise } from './yosys.js';

const WORKERS = 2;

export const keyOf = (module, parameters) =>
  `${module} ${Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join(' ')}`;

/**
 * @param path the file: `{ tool, measured }`, where `measured` goes by module and parameters
 * @param wanted pairs of module and parameters
 * @param tiles whole tiles: which measurements each is made of
 * @returns the file's content
 */
export async function measure(path, tool, wanted, tiles = []) {
  const file = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { tool, measured: {} };
  if (file.tool !== tool)
    throw new Error(`${path} is of ${file.tool}, this machine has ${tool}: delete it first`);
  const all = new Map(wanted.map((each) => [keyOf(each.module, each.parameters), each]));
  for (const key of Object.keys(file.measured)) if (!all.has(key)) delete file.measured[key];
  const write = () => {
    const measured = Object.fromEntries(Object.entries(file.measured).sort(([a], [b]) => (a < b ? -1 : 1)));
    // One line a measurement, so that a difference of two files can be read.
    const lines = Object.entries(measured).map(
      ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
    const head = `  "tool": ${JSON.stringify(tool)},\n  "tiles": ${JSON.stringify(tiles)},\n`;
    const text = `{\n${head}  "measured": {\n${lines.join(',\n')}\n  }\n}\n`;
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  };
  const missing = [...all].filter(([key]) => file.measured[key] === undefined);
  const worker = async () => {
    for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
      const [key, { module, parameters }] = next;
      file.measured[key] = await synthesise(module, parameters);
      process.stdout.write(`${key}: ${file.measured[key].transistors}\n`);
      write();
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  write();
  return file;
}
