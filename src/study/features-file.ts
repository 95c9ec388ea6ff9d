import { z } from 'zod';
import { checkSchema, InputError, refuseIfAny } from '../problems/index.js';
import type { NamedRecording } from './recordings.js';

const schema = z.strictObject({
  schema: z.literal('lmusim.features/1'),
  recordings: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        frames: z.array(z.array(z.int().min(-128).max(127)).min(1).max(65535)).min(1),
      }),
    )
    .min(1),
});

/**
 * Reads a features file: JSON `{ "schema": "lmusim.features/1", "recordings": [{ "name", "frames": [[int8, ...], ...] }] }`.
 *
 * @throws InputError with all problems
 */
export function parseFeatures(text: string, file?: string): NamedRecording[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new InputError([
      {
        code: 'features.json',
        path: '',
        ...(file === undefined ? {} : { file }),
        message: `not JSON: ${(error as Error).message}`,
        hint: 'a features file is {"schema": "lmusim.features/1", "recordings": [{"name": ..., "frames": [[...]]}]}',
      },
    ]);
  }
  const { value, problems } = checkSchema(schema, parsed, 'features');
  refuseIfAny(problems.map((problem) => (file === undefined ? problem : { ...problem, file })));
  return value!.recordings.map(({ name, frames }) => ({
    name,
    frames: frames.map((frame) => Int8Array.from(frame)),
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
