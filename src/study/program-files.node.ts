import {
  assemble,
  decodeCode,
  decodeProgram,
  isProgramFile,
  type Instruction,
  type Program,
  type TileProgram,
} from '../program/index.js';
import { fileKindOf, InputError } from '../problems/index.js';
import { readBytes, readText, type FileKind } from './read-file.node.js';

const MB = 1_000_000;
const PROGRAM: FileKind = { what: 'a program file', maximum_bytes: 256 * MB };
const CODE: FileKind = { what: 'a program file or instruction words', maximum_bytes: 256 * MB };
const ASSEMBLY: FileKind = { what: 'assembly (docs/assembly.md)', maximum_bytes: 16 * MB };

/**
 * Reads a program file (docs/program-format.md).
 *
 * @throws InputError when it cannot be read (`files.*`) or is no program (`program.*`)
 */
export function loadProgram(path: string): Program {
  return decodeProgram(readBytes(path, PROGRAM, path), path);
}

/**
 * Reads and assembles a text (docs/assembly.md).
 *
 * @throws InputError when it cannot be read (`files.*`) or does not assemble (`assembly.*`), with every problem
 */
export function loadAssembly(path: string): Instruction[] {
  const instructions = assemble(readText(path, ASSEMBLY, path), path);
  if (instructions.length > 0) return instructions;
  throw new InputError([
    {
      code: 'assembly.empty',
      path: '',
      file: path,
      message: 'no instruction',
      expected: 'at least one, such as halt',
      received: 'nothing but spaces, labels and comments',
    },
  ]);
}

/** What a file of instructions holds: a program, or one tile's words alone. */
export type LoadedCode =
  | { readonly kind: 'program'; readonly value: Program }
  | { readonly kind: 'words'; readonly value: Pick<TileProgram, 'instructions' | 'labels'> };

/**
 * Reads a program file or the words that assemble writes.
 *
 * @throws InputError when it cannot be read (`files.*`) or is neither (`program.*`)
 */
export function loadCode(path: string): LoadedCode {
  const bytes = readBytes(path, CODE, path);
  if (isProgramFile(bytes)) return { kind: 'program', value: decodeProgram(bytes, path) };
  try {
    return { kind: 'words', value: { instructions: decodeCode(bytes, path), labels: [] } };
  } catch (error) {
    // An opcode that a recording's first bytes happen to be tells nobody anything.
    const received = fileKindOf(bytes);
    if (!(error instanceof InputError) || bytes.length === 0 || received === undefined) throw error;
    throw new InputError([
      {
        code: 'program.kind',
        path: '',
        file: path,
        message: 'another kind of file',
        expected: CODE.what,
        received,
        ...(received === 'text' ? { hint: 'lmusim assemble takes the text of a program' } : {}),
      },
    ]);
  }
}
