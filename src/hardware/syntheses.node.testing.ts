/** The syntheses of test/data/transistors.json (docs/transistors.md); `npm run transistors` makes them. */
import { readFileSync } from 'node:fs';
import type { RtlModule } from './rtl-modules.js';
import { logicTransistors } from './transistors.js';

interface Synthesis {
  readonly transistors: number;
  readonly flipFlops: number;
  readonly clockGates: number;
}

/** A whole tile, which no coefficient comes from: keys of the syntheses of each unit. */
interface SynthesisedTile {
  readonly name: string;
  /** Whether it was looked at while the parts of formulas were chosen. */
  readonly seen: boolean;
  readonly units: Readonly<Record<string, readonly string[]>>;
  /** Of some tiles: all of it at once. */
  readonly flat?: string;
}

export const { tool, syntheses, tiles } = JSON.parse(
  readFileSync(new URL('../../test/data/transistors.json', import.meta.url), 'utf8'),
) as {
  readonly tool: string;
  readonly syntheses: Readonly<Record<string, Synthesis>>;
  readonly tiles: readonly SynthesisedTile[];
};

/** A module and its parameters from `module NAME=VALUE ...`. */
export function moduleOf(key: string): RtlModule {
  const [module, ...parameters] = key.split(' ');
  return {
    module,
    parameters: Object.fromEntries(
      parameters.map((each) => {
        const [name, value] = each.split('=');
        return [name!, Number(value)];
      }),
    ),
  } as RtlModule;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
export const synthesised = (keys: readonly string[]): number =>
  sum(keys.map((key) => syntheses[key]!.transistors));
export const byFormula = (keys: readonly string[]): number =>
  sum(keys.map((key) => logicTransistors(moduleOf(key))));

/** Smaller units are not held to a relative error: nobody minds 20 % of 50. */
export const LEAST_TRANSISTORS = 1000;
