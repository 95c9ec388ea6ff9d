import { z } from 'zod';
import { canonicalJson } from '../hardware/index.js';
import { checkSchema, parseJson, type JsonLimits, type Problem } from '../problems/index.js';
import type { Program, TileImage } from './program.js';

/** The arrays of a tile's image in the order of the file, with the bytes of one element. */
export const IMAGE_PARTS = [
  ['code', 4],
  ['weights', 1],
  ['biases', 2],
  ['coefficients', 2],
  ['tables', 1],
] as const satisfies readonly (readonly [keyof TileImage, number])[];

/** Words of the largest program memory, which 16-bit targets can reach. */
const MOST_INSTRUCTIONS = 65536;
const MOST_TILES = 64;
const HEADER_LIMITS: JsonLimits = { depth: 8, values: 1_000_000 };

const sha256Text = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 is 64 lower-case hexadecimal digits' });
const elements = z.int().min(0);

const headerSchema = z.strictObject({
  networkName: z.string(),
  networkHash: sha256Text,
  architectureHash: sha256Text,
  inputs: z.int().min(1),
  scoreLabels: z.array(z.string()),
  outputsPerCycle: z.int().min(1).max(64),
  tiles: z
    .array(
      z.strictObject({
        elements: z.strictObject({
          code: elements.max(MOST_INSTRUCTIONS),
          weights: elements,
          biases: elements,
          coefficients: elements,
          tables: elements,
        }),
        labels: z.array(z.strictObject({ text: z.string(), layer: z.string() })).max(MOST_INSTRUCTIONS),
      }),
    )
    .min(1)
    .max(MOST_TILES),
});

/** The readable part of a program file: everything but the images, whose sizes it holds. */
export type ProgramHeader = z.output<typeof headerSchema>;

/** Bytes of all images that a header announces; more than a file can have when the header is absurd. */
export function imageBytes(header: ProgramHeader): number {
  return header.tiles.reduce(
    (total, tile) => IMAGE_PARTS.reduce((sum, [part, bytes]) => sum + tile.elements[part] * bytes, total),
    0,
  );
}

/** The header as canonical JSON in UTF-8: one program has one header. */
export function encodeHeader(program: Program): Uint8Array {
  const header: ProgramHeader = {
    networkName: program.networkName,
    networkHash: program.networkHash,
    architectureHash: program.architectureHash,
    inputs: program.inputs,
    scoreLabels: [...program.scoreLabels],
    outputsPerCycle: program.outputsPerCycle,
    tiles: program.tiles.map(({ image, labels }) => ({
      elements: {
        code: image.code.length,
        weights: image.weights.length,
        biases: image.biases.length,
        coefficients: image.coefficients.length,
        tables: image.tables.length,
      },
      labels: labels.map(({ text, layer }) => ({ text, layer })),
    })),
  };
  return new TextEncoder().encode(canonicalJson(header));
}

/** Reads the header; paths of problems begin with `header`. */
export function decodeHeader(
  bytes: Uint8Array,
):
  | { readonly value: ProgramHeader; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refused({ code: 'program.header', message: 'the header is not text in UTF-8' });
  }
  const json = parseJson(text, 'program', HEADER_LIMITS);
  if (json.problems.length > 0) {
    // One line of canonical JSON: its line and column are not the file's.
    return refused(...json.problems.map(({ path: _, line: _line, column: _column, ...problem }) => problem));
  }
  const checked = checkSchema(headerSchema, json.value, 'program');
  if (checked.value === undefined) {
    return refused(
      ...checked.problems.map((problem) => ({
        ...problem,
        path: problem.path === '' ? 'header' : `header.${problem.path}`,
      })),
    );
  }
  if (canonicalJson(checked.value) !== text) {
    return refused({
      code: 'program.header',
      message: 'the header is not canonical JSON',
      expected: 'sorted keys, each once, and no white space',
    });
  }
  return checked;
}

function refused(...problems: (Omit<Problem, 'path'> & { path?: string })[]): {
  value: undefined;
  problems: readonly Problem[];
} {
  return { value: undefined, problems: problems.map((problem) => ({ path: 'header', ...problem })) };
}
