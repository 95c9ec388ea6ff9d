import { parseDocument } from 'yaml';
import { z } from 'zod';
import {
  checkSchema,
  InputError,
  parseYaml,
  refuseIfAny,
  refuseOtherKind,
  type Problem,
} from '../../problems/index.js';
import { ROW_KINDS, type Simulated, type Tolerances } from '../../results/index.js';

/** Something to simulate, and what came out when somebody last looked. Names and paths are as in the file. */
export interface BaselineCase {
  readonly name: string;
  readonly network: string;
  readonly hardware: string;
  /** Undefined: the default table. */
  readonly table: string | undefined;
  /** Undefined, without features: the shipped clip. */
  readonly recordings: readonly string[] | undefined;
  readonly features: string | undefined;
  readonly tolerances: Tolerances;
  /** Undefined in a case that was never simulated. */
  readonly simulated: Simulated | undefined;
}

/** Room for a hundred cases. */
const LIMITS = { characters: 1_000_000, parts: 500_000 };

const text = z.string().min(1).max(1000);
const tolerance = z.number().min(0).max(10).default(0);
const tolerances = z.strictObject({
  cycles: tolerance.describe('of cycles a frame and of latency; relative'),
  energy: tolerance.describe('of energy per inference; relative'),
  parts: tolerance.describe("of the energy of each unit's action in each tile; relative"),
});
const amount = z.number().min(0);
/** Cycles, and how often something happened. */
const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 is 64 lower-case hexadecimal digits' });

const simulated = z.strictObject({
  inputs: z.strictObject({ network: hash, hardware: hash, table: hash, recordings: hash }),
  predictions: z.array(z.string()),
  perFrame_cycles: count,
  latency_cycles: count,
  energyPerInference_nJ: amount,
  realTime: z.boolean(),
  tableRows: z.record(text, z.strictObject({ value: amount, valueUnit: text, kind: z.enum(ROW_KINDS) })),
  parts: z.record(text, z.record(text, z.strictObject({ count, energy_pJ: amount }))),
});

const fileSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema for editors; ignored'),
  schema: z.literal('lmusim.baseline/1'),
  tolerances: tolerances.prefault({}),
  cases: z
    .array(
      z.strictObject({
        name: text.describe('what reports call it'),
        network: text.describe("shipped name, or path from the file's folder"),
        hardware: text.describe("shipped name, or path from the file's folder"),
        table: text.exactOptional().describe('the same; the default table when left out'),
        recordings: z
          .array(text)
          .min(1)
          .exactOptional()
          .describe("WAV files, paths from the file's folder; the shipped clip when left out"),
        features: text.exactOptional().describe('a features file, instead of recordings'),
        tolerances: tolerances.exactOptional(),
        simulated: simulated.exactOptional().describe('written by lmusim check --update'),
      }),
    )
    .min(1)
    .max(1000),
});

/** JSON Schema of a baseline file for editors. */
export function baselineJsonSchema(): unknown {
  return { ...z.toJSONSchema(fileSchema, { io: 'input' }), title: 'lmusim baseline' };
}

/**
 * Reads a baseline file.
 *
 * @param file name for messages
 * @param use `update`: what was found before does not matter, and is not looked at
 * @throws InputError with all problems, each with its line and column
 */
export function parseBaseline(
  content: string,
  file?: string,
  use: 'check' | 'update' = 'check',
): readonly BaselineCase[] {
  const { yaml, problems } = parseYaml(content, file, 'baseline', LIMITS);
  if (yaml === undefined) throw new InputError(problems);
  refuseOtherKind(yaml.value, 'cases', 'baseline', file);
  const checked = checkSchema(
    fileSchema,
    use === 'check' ? yaml.value : withoutSimulated(yaml.value),
    'baseline',
  );
  refuseIfAny(checked.problems.map(yaml.locate).map(withHint));
  const { cases, tolerances: common } = checked.value!;
  refuseIfAny(contradictions(cases).map(yaml.locate));
  return cases.map((each) => ({
    name: each.name,
    network: each.network,
    hardware: each.hardware,
    table: each.table,
    recordings: each.recordings,
    features: each.features,
    tolerances: each.tolerances ?? common,
    simulated: each.simulated,
  }));
}

/** Of another version of lmusim, or mended by hand: an update writes it anew, whatever it is. */
function withoutSimulated(file: unknown): unknown {
  const { cases } = (file ?? {}) as { cases?: unknown };
  if (!Array.isArray(cases)) return file;
  return {
    ...(file as object),
    cases: cases.map((each: unknown) => {
      if (typeof each !== 'object' || each === null) return each;
      return Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'simulated'));
    }),
  };
}

function withHint(problem: Problem): Problem {
  // The nearest key by its letters is `features`.
  if (/^cases\[\d+\]\.measured$/.test(problem.path)) return { ...problem, hint: "did you mean 'simulated'?" };
  const hint = 'lmusim check --update simulates it again';
  return /^cases\[\d+\]\.simulated\b/.test(problem.path) ? { hint, ...problem } : problem;
}

type FileCase = z.output<typeof fileSchema>['cases'][number];

function contradictions(cases: readonly FileCase[]): Problem[] {
  return cases.flatMap(({ name, recordings, features }, index) => {
    const problems: Problem[] = [];
    const first = cases.findIndex((other) => other.name === name);
    if (first < index) {
      problems.push({
        code: 'baseline.repeated-name',
        path: `cases[${index}].name`,
        message: `the same as cases[${first}].name`,
        expected: 'another name',
        received: `'${name}'`,
      });
    }
    if (recordings !== undefined && features !== undefined) {
      problems.push({
        code: 'baseline.conflict',
        path: `cases[${index}].features`,
        message: 'not together with recordings',
        expected: 'one of them',
        received: 'both',
      });
    }
    return problems;
  });
}

/**
 * The file with what was simulated now, everything else as it was, comments too.
 *
 * @param simulated of each case, in the file's order
 */
export function updateBaseline(content: string, simulated: readonly Simulated[]): string {
  const document = parseDocument(content);
  simulated.forEach((each, index) => {
    const node = document.createNode(each);
    const lines = [
      ...Object.keys(each.tableRows).map((row) => ['tableRows', row]),
      ...Object.entries(each.parts).flatMap(([tile, parts]) =>
        Object.keys(parts).map((part) => ['parts', tile, part]),
      ),
    ];
    for (const path of lines) (node.getIn(path, true) as { flow?: boolean }).flow = true;
    document.setIn(['cases', index, 'simulated'], node);
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
