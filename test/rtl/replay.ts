/**
 * Holds recorded runs of the RTL against the simulator that this file is bundled with, and prints the first difference as
 * JSON: `node replay.js RECORDING...`. A recording is a JSON file of { index, cycles, text }.
 */
import { readFileSync } from 'node:fs';
import { differenceText } from '../../src/rtl/index.js';
import { drawnCase } from './cases.js';
import { Comparison } from './comparison.js';

/** What the RTL said in one of the covering cases. */
export interface Recording {
  readonly index: number;
  readonly cycles: number;
  readonly text: string;
}

function firstDifference({ index, cycles, text }: Recording): string | undefined {
  try {
    const comparison = new Comparison(drawnCase(index), cycles);
    comparison.take(text);
    const { difference } = comparison.finish();
    return difference === undefined ? undefined : differenceText(difference);
  } catch (error) {
    return `the simulator stops: ${String(error)}`;
  }
}

let found: string | undefined;
for (const file of process.argv.slice(2)) {
  found ??= firstDifference(JSON.parse(readFileSync(file, 'utf8')) as Recording);
}
process.stdout.write(JSON.stringify(found ?? null));
