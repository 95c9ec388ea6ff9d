/** What names a point, and what draws it for the check (docs/sweep.md, F1 and P2). */
import { canonicalJson, sha256HexAfter } from '../hardware/index.js';
import { CONTRACT, VERSION } from '../results/index.js';
import { Cache } from './cache.js';
import type { AxisValues } from './combine.js';
import { pathsOf } from './definition.js';
import { kindOf } from './design.js';
import type { NamedSweep } from './inputs.js';
import type { SweepPlan } from './plan.js';

/** Inputs of which points take turns; the hash of what comes before a point's own values is kept for each. */
const KEPT = 16;

/**
 * The key of a point: the hash of what determines its results. A point's values are written as {@link canonicalJson} writes
 * them, a path at a time, since a sweep has as many as a million points.
 */
export function keysOf(
  sweep: NamedSweep,
  hashes: SweepPlan['hashes'] & { readonly tables: Readonly<Record<string, string>> },
  recordings: unknown,
): (values: AxisValues) => string {
  const { frames, set, least } = sweep;
  const common = canonicalJson({ contract: CONTRACT, version: VERSION, frames, set, least, recordings });
  const input = (kind: 'network' | 'hardware' | 'table'): ((values: AxisValues) => string) => {
    const axis = sweep.axes.find(({ path }) => path === kind);
    const known = { network: hashes.networks, hardware: hashes.hardware, table: hashes.tables }[kind];
    return (values) => known[axis === undefined ? sweep[kind] : String(values[axis.name])]!;
  };
  const [network, hardware, table] = [input('network'), input('hardware'), input('table')];
  const paths = new Map(pathsOf(sweep.axes).map(({ name, path }) => [path, name]));
  const members = [...paths]
    .filter(([path]) => kindOf(path) !== 'choice')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, name]) => ({ name, member: `${JSON.stringify(path)}:` }));
  const begun = new Cache<(rest: string) => string>(KEPT);
  return (values) => {
    // Hashes need no escapes.
    const named = `["${network(values)}","${hardware(values)}","${table(values)}"]`;
    const hashed = begun.get(named, () => sha256HexAfter(`${common}[${named},{`));
    const rest = members.map(({ name, member }) => member + JSON.stringify(values[name])).join(',');
    return hashed(`${rest}}]`).slice(0, 32);
  };
}

/** A number from 0 to 1 for each key, which depends on it and the seed only. */
export function drawsOf(seed: string): (key: string) => number {
  const hashed = sha256HexAfter(`${seed} `);
  return (key) => parseInt(hashed(key).slice(0, 8), 16) / 2 ** 32;
}
