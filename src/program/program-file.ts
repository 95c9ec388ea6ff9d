import { sha256Hex } from '../hardware/index.js';
import { fileKindOf, InputError, refuseIfAny, type Problem } from '../problems/index.js';
import { decodeInstructions } from './decode.js';
import { IMAGE_PARTS, decodeHeader, encodeHeader, imageBytes, type ProgramHeader } from './program-header.js';
import type { Program, TileImage, TileProgram } from './program.js';

/** Bytes 0 to 7. The zero tells a binary file from text at a glance. */
const MAGIC = new TextEncoder().encode('LMUPROG\0');
export const PROGRAM_FORMAT_VERSION = 1;
/** Magic, version and length of the header. */
const HEADER_OFFSET = 16;
const CHECKSUM_BYTES = 32;

/** The file of a program (docs/program-format.md). One program has one file: equal programs give equal bytes. */
export function encodeProgram(program: Program): Uint8Array {
  const header = encodeHeader(program);
  const images = program.tiles.map(({ image }) => encodeImage(image));
  const contentBytes = HEADER_OFFSET + header.length + images.reduce((sum, image) => sum + image.length, 0);
  const file = new Uint8Array(contentBytes + CHECKSUM_BYTES);
  const view = new DataView(file.buffer);
  file.set(MAGIC);
  view.setUint32(8, PROGRAM_FORMAT_VERSION, true);
  view.setUint32(12, header.length, true);
  let offset = HEADER_OFFSET;
  for (const part of [header, ...images]) {
    file.set(part, offset);
    offset += part.length;
  }
  file.set(hexToBytes(sha256Hex(file.subarray(0, contentBytes))), contentBytes);
  return file;
}

/** Whether bytes begin as a program file does; the rest of it may still be wrong. */
export function isProgramFile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => byte === bytes[index]);
}

/**
 * Reads a program file. Nothing is allocated for sizes that the file only claims.
 *
 * @param file name for messages
 * @throws InputError when the file is no program, of another version, damaged, cut off, inconsistent, or holds an
 *   illegal instruction (rule I1)
 */
export function decodeProgram(bytes: Uint8Array, file?: string): Program {
  const refuse = (...problems: readonly Problem[]): never => {
    throw new InputError(located(problems, file));
  };
  const known = MAGIC.subarray(0, bytes.length);
  if (known.some((byte, i) => byte !== bytes[i])) {
    refuse({
      code: 'program.magic',
      path: '',
      message: 'not a program file',
      expected: `the bytes ${hex(MAGIC)}`,
      received: fileKindOf(bytes) ?? hex(bytes.subarray(0, MAGIC.length)),
      hint: 'a program file is what compile writes',
    });
  }
  if (bytes.length < HEADER_OFFSET + CHECKSUM_BYTES) {
    refuse(truncated(`at least ${HEADER_OFFSET + CHECKSUM_BYTES} bytes`, bytes));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== PROGRAM_FORMAT_VERSION) {
    refuse({
      code: 'program.version',
      path: '',
      message: 'a version of the format that this program does not know',
      expected: String(PROGRAM_FORMAT_VERSION),
      received: String(version),
    });
  }
  const imagesOffset = HEADER_OFFSET + view.getUint32(12, true);
  if (imagesOffset + CHECKSUM_BYTES > bytes.length) {
    refuse(truncated(`at least ${imagesOffset + CHECKSUM_BYTES} bytes`, bytes));
  }
  const header = decodeHeader(bytes.subarray(HEADER_OFFSET, imagesOffset));
  const sizes = header.value === undefined ? [] : sizeProblems(header.value, imagesOffset, bytes);
  const contentBytes = bytes.length - CHECKSUM_BYTES;
  if (hex(bytes.subarray(contentBytes)) !== sha256Hex(bytes.subarray(0, contentBytes))) {
    // A wrong length explains a wrong checksum; a header that cannot be read does not.
    refuse(...(sizes.length > 0 ? sizes : [damaged]));
  }
  refuseIfAny(located([...header.problems, ...sizes], file));
  const { tiles, problems } = decodeTiles(header.value!, view, imagesOffset);
  refuseIfAny(located(problems, file));
  const { tiles: _sizes, ...description } = header.value!;
  return { ...description, tiles };
}

const damaged: Problem = {
  code: 'program.checksum',
  path: '',
  message: 'the file is damaged: its SHA-256 does not match its content',
  hint: 'compile the network again',
};

function truncated(expected: string, bytes: Uint8Array): Problem {
  return {
    code: 'program.truncated',
    path: '',
    message: 'the file is cut off',
    expected,
    received: `${bytes.length} bytes`,
  };
}

function sizeProblems(header: ProgramHeader, imagesOffset: number, bytes: Uint8Array): Problem[] {
  const total = imagesOffset + imageBytes(header) + CHECKSUM_BYTES;
  if (total > bytes.length) return [truncated(`${total} bytes by its header`, bytes)];
  if (total === bytes.length) return [];
  return [
    {
      code: 'program.size',
      path: '',
      message: 'the file is longer than its header says',
      expected: `${total} bytes`,
      received: `${bytes.length} bytes`,
    },
  ];
}

function decodeTiles(
  header: ProgramHeader,
  view: DataView,
  imagesOffset: number,
): { tiles: TileProgram[]; problems: Problem[] } {
  const problems: Problem[] = [];
  let offset = imagesOffset;
  const tiles = header.tiles.map(({ elements, labels }, index): TileProgram => {
    const starts = IMAGE_PARTS.map(([part, bytes]) => {
      const start = offset;
      offset += elements[part] * bytes;
      return start;
    });
    const image: TileImage = {
      code: Uint32Array.from({ length: elements.code }, (_, i) => view.getUint32(starts[0]! + 4 * i, true)),
      weights: Int8Array.from({ length: elements.weights }, (_, i) => view.getInt8(starts[1]! + i)),
      biases: Int16Array.from({ length: elements.biases }, (_, i) => view.getInt16(starts[2]! + 2 * i, true)),
      coefficients: Int16Array.from({ length: elements.coefficients }, (_, i) =>
        view.getInt16(starts[3]! + 2 * i, true),
      ),
      tables: Int8Array.from({ length: elements.tables }, (_, i) => view.getInt8(starts[4]! + i)),
    };
    const decoded = decodeInstructions(image.code, `tiles[${index}].code`);
    problems.push(...decoded.problems);
    if (decoded.problems.length === 0 && decoded.instructions.length !== labels.length) {
      problems.push({
        code: 'program.labels',
        path: `header.tiles[${index}].labels`,
        message: 'every instruction needs one label',
        expected: String(decoded.instructions.length),
        received: String(labels.length),
      });
    }
    return { image, instructions: decoded.instructions, labels };
  });
  return { tiles, problems };
}

function encodeImage(image: TileImage): Uint8Array {
  const bytes = new Uint8Array(
    IMAGE_PARTS.reduce((sum, [part, width]) => sum + image[part].length * width, 0),
  );
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const [part, width] of IMAGE_PARTS) {
    image[part].forEach((value: number) => {
      // Two's complement and unsigned numbers have the same bytes.
      if (width === 4) view.setUint32(offset, value, true);
      else if (width === 2) view.setInt16(offset, value, true);
      else view.setInt8(offset, value);
      offset += width;
    });
  }
  return bytes;
}

const located = (problems: readonly Problem[], file: string | undefined): Problem[] =>
  problems.map((problem) => (file === undefined ? problem : { ...problem, file }));

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const hexToBytes = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
