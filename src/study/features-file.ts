import { z } from 'zod';
import {
  checkSchema,
  describeValue,
  parseJson,
  refuseIfAny,
  type JsonLimits,
  type Problem,
} from '../problems/index.js';
import type { NamedRecording } from './recordings.js';

const MOST_ELEMENTS = 65535;
const LIMITS: JsonLimits = { depth: 8, values: 100_000_000 };

const schema = z.strictObject({
  schema: z.literal('lmusim.features/1'),
  recordings: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        // Elements are checked below: a file may hold millions, and all of them may be wrong in the same way.
        frames: z.array(z.array(z.unknown())).min(1),
      }),
    )
    .min(1),
});

const isInt8 = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= -128 && value <= 127;

/** The first thing that is wrong with a frame. */
function frameProblem(frame: readonly unknown[], path: string): Problem[] {
  if (frame.length === 0 || frame.length > MOST_ELEMENTS) {
    const expected = `1 to ${MOST_ELEMENTS} elements`;
    return [
      {
        code: 'features.frame-length',
        path,
        message: 'not a usable frame',
        expected,
        received: `${frame.length}`,
      },
    ];
  }
  const first = frame.findIndex((value) => !isInt8(value));
  if (first < 0) return [];
  const others = frame.filter((value) => !isInt8(value)).length - 1;
  return [
    {
      code: 'features.element',
      path: `${path}[${first}]`,
      message: `not a usable value${others === 0 ? '' : ` (and ${others} more in this frame)`}`,
      expected: 'a whole number of -128 to 127',
      received: describeValue(frame[first]),
    },
  ];
}

const listIn = (value: unknown, key: string): readonly unknown[] => {
  const list =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return Array.isArray(list) ? list : [];
};

/** What is wrong with the frames of a document of any shape, as far as it has frames. */
function frameProblems(document: unknown): Problem[] {
  return listIn(document, 'recordings').flatMap((recording, r) =>
    listIn(recording, 'frames').flatMap((frame, f) =>
      Array.isArray(frame) ? frameProblem(frame, `recordings[${r}].frames[${f}]`) : [],
    ),
  );
}

/**
 * Reads a features file: JSON `{ "schema": "lmusim.features/1", "recordings": [{ "name", "frames": [[int8, ...], ...] }] }`.
 *
 * @throws InputError with all problems; of a frame the first one
 */
export function parseFeatures(text: string, file?: string): NamedRecording[] {
  const refuse = (problems: readonly Problem[]): void =>
    refuseIfAny(problems.map((problem) => (file === undefined ? problem : { ...problem, file })));
  const json = parseJson(text, 'features', LIMITS);
  const hint =
    'a features file is {"schema": "lmusim.features/1", "recordings": [{"name": ..., "frames": [[...]]}]}';
  refuse(json.problems.map((problem) => ({ ...problem, hint })));
  const { value, problems } = checkSchema(schema, json.value, 'features');
  refuse([...problems, ...frameProblems(json.value)]);
  return value!.recordings.map(({ name, frames }, index) => ({
    name,
    origin: { path: `recordings[${index}]`, ...(file === undefined ? {} : { file }) },
    frames: frames.map((frame) => Int8Array.from(frame as number[])),
  }));
}

/** The text that {@link parseFeatures} reads as these recordings: JSON with a line for each frame. */
export function featuresText(recordings: readonly NamedRecording[]): string {
  const written = recordings.map(({ name, frames }) => {
    const lines = frames.map((frame) => `      ${JSON.stringify([...frame])}`);
    return `    {\n     "name": ${JSON.stringify(name)},\n     "frames": [\n${lines.join(',\n')}\n     ]\n    }`;
  });
  return `{\n  "schema": "lmusim.features/1",\n  "recordings": [\n${written.join(',\n')}\n  ]\n}\n`;
}
