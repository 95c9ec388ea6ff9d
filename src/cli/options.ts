import type { Options } from 'yargs';
import type { Flag } from './verb.js';
import { DEFAULT_HARDWARE, DEFAULT_NETWORK, DEFAULT_TABLE } from '../study/defaults.node.js';

/** A flag with one value. It reaches the verb as text, which `ArgumentReader` checks. */
export function single(describe: string, alias?: string): Options {
  return { type: 'string', requiresArg: true, describe, ...(alias === undefined ? {} : { alias }) };
}

export function flag(describe: string): Options {
  return { type: 'boolean', describe };
}

/** Forms of results that every verb has, and of them and others the flag that chooses one. */
const FORMATS = ['text', 'json'] as const;

/** @param more forms that a verb has besides */
export function formatFlag(more: readonly string[] = []): Flag {
  const words = [...FORMATS, ...more];
  const list = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return { ...single(`${list}; text when left out`), words };
}

/** Flags that every verb takes. */
export const COMMON = {
  format: formatFlag(),
  json: flag('the same as --format json'),
  output: single('write the result to this file', 'o'),
  force: flag('overwrite the file of --output'),
  quiet: flag('no notes on standard error'),
  debug: flag('stack traces with errors'),
} satisfies Record<string, Flag>;

/** Flags of verbs that take hardware. */
export const HARDWARE = {
  hardware: single(`shipped name or .yaml file; ${DEFAULT_HARDWARE} when left out`, 'w'),
  set: single('path=value: replace a value of the hardware file, such as clock_kHz=100; repeatable'),
} satisfies Record<string, Flag>;

/** Flags of verbs that run recordings. */
export const RUN = {
  network: single(`shipped name or .safetensors file; ${DEFAULT_NETWORK} when left out`, 'n'),
  ...HARDWARE,
  table: single(`energy table, shipped name or .yaml file; ${DEFAULT_TABLE} when left out`),
  features: single('run this file of feature vectors instead of recordings'),
  state: {
    ...single('reset the machine before each recording, or kept; reset when left out'),
    words: ['reset', 'kept'],
  },
  strict: flag('a saturation is an error'),
  'write-features': single('write the feature vectors that run to this file, as --features reads them'),
  vectors: flag('every intermediate vector of every frame, with --format jsonl'),
  units: flag('show how each unit was clocked, and what was waited for'),
  'allow-missed-real-time': flag('run a configuration that is too slow, and say so'),
  assignment: single('tile of each layer, such as 0,1,2; chosen when left out'),
} satisfies Record<string, Flag>;

/** Tables of all points that verbs of sweeps write beside what they say. */
export const TABLES = {
  csv: single('write a row for every point to this file'),
  parquet: single('the same as Parquet; needs npm install hyparquet-writer'),
} satisfies Record<string, Flag>;
