import { z } from 'zod';
import { checkSchema, parseJson, refuseIfAny } from '../problems/index.js';
import { CONTRACT, VERSION, type Aim } from '../results/index.js';
import type { SweepPlan } from './plan.js';
import type { Shard } from './sweep.js';

const SCHEMA = 'lmusim.sweep.manifest/1';

/** What a folder's sweep is: enough to refuse another one and to sum up its results. No times, no absolute paths. */
export interface Manifest {
  readonly schema: typeof SCHEMA;
  readonly version: string;
  readonly contract: unknown;
  readonly id: string;
  /** Of the whole sweep. */
  readonly points: number;
  /** Null for a sweep in one piece. */
  readonly shard: Shard | null;
  readonly command: string;
  readonly seed: string;
  readonly hashes: SweepPlan['hashes'];
  readonly tables: SweepPlan['tables'];
  readonly objectives: Readonly<Record<string, Aim>>;
  readonly sweep: SweepPlan['sweep'];
}

/** @param command the words that ran it, without those that change no result */
export function manifestOf(plan: SweepPlan, shard: Shard, command: string): Manifest {
  return {
    schema: SCHEMA,
    version: VERSION,
    contract: CONTRACT,
    id: plan.id,
    points: plan.length,
    shard: shard.of === 1 ? null : shard,
    command,
    seed: plan.sweep.seed,
    hashes: plan.hashes,
    tables: plan.tables,
    objectives: plan.objectives,
    sweep: plan.sweep,
  };
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What is read of it; the rest is for people. */
const read = z.looseObject({
  schema: z.literal(SCHEMA),
  version: z.string(),
  id: z.string(),
  points: z.int().min(1),
  shard: z.object({ number: z.int().min(1), of: z.int().min(1) }).nullable(),
  tables: z
    .array(z.object({ name: z.string(), sha256: z.string(), status: z.enum(['bottom-up', 'calibrated']) }))
    .min(1),
  objectives: z.record(z.string(), z.enum(['least', 'most'])),
  sweep: z.looseObject({
    about: z.string(),
    axes: z.array(z.looseObject({ name: z.string(), path: z.string() })),
  }),
});

/** @throws InputError when the text is no manifest */
export function parseManifest(text: string, file: string): Manifest {
  const { value, problems } = parseJson(text, 'sweep', { depth: 32, values: 1_000_000 });
  const found = problems.length > 0 ? problems : checkSchema(read, value, 'sweep').problems;
  refuseIfAny(found.map((problem) => ({ ...problem, file })));
  return value as Manifest;
}
