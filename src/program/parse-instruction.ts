import { ACTIVATION_CODES, CLEAR, GEMV, JUMP, LEGENDRE, SEGMENT, greatest, type BitField } from './fields.js';
import type { Gemv, Instruction, Legendre, OperandSegment } from './instruction.js';
import type { LineReader } from './line-reader.js';

/** The label that a jump names, before its address is known. */
export interface LabelReference {
  readonly label: string;
  readonly column: number;
}

/** An instruction as it is written: a jump may name a label. */
export type Statement =
  Exclude<Instruction, { op: 'jump' }> | { readonly op: 'jump'; readonly target: number | LabelReference };

/** Left shift that brings an operand to the fraction of its gemv (rule N4). */
const GREATEST_ALIGN = 2;

const parsers = {
  halt: () => ({ op: 'halt' }),
  jump,
  recv: () => ({ op: 'recv' }),
  send: (line) => ({
    op: 'send',
    result: !line.atEnd && line.takeWord("'result' or the end of the line", ['result']) === 'result',
  }),
  clear,
  gemv: (line) => gemv(line, vectorDestination(line)),
  'gemv.raw': (line) => {
    line.take('scores');
    return gemv(line, undefined);
  },
  legendre,
} satisfies Record<string, (line: LineReader) => Statement>;

const MNEMONICS = Object.keys(parsers) as (keyof typeof parsers)[];

/**
 * Reads one instruction up to the end of its line, by the grammar of docs/assembly.md.
 *
 * @throws InputError at the first token that the grammar does not allow; values out of range are in `line.problems`
 */
export function parseInstruction(line: LineReader): Statement {
  const mnemonic = line.takeWord('an instruction', MNEMONICS, 'assembly.mnemonic');
  const statement = parsers[mnemonic](line);
  line.takeEnd();
  return statement;
}

function jump(line: LineReader): Statement {
  const { column } = line;
  const byNumber = /^[-\d]/.test(line.peek() ?? '');
  return {
    op: 'jump',
    target: byNumber ? line.takeNumber('target', JUMP.target) : { label: line.takeLabel(), column },
  };
}

function clear(line: LineReader): Statement {
  const memory = line.takeWord("a memory, 'v' or 's'", ['v', 's']) === 's' ? 'state' : 'vector';
  return { op: 'clear', memory, ...region(line, CLEAR.base, CLEAR.length) };
}

function vectorDestination(line: LineReader): Pick<Gemv, 'vectorBase' | 'toChannel'> {
  const first = line.takeWord("a destination, 'v' or 'out' (raw scores: gemv.raw)", ['v', 'out']);
  if (first === 'out') return { vectorBase: undefined, toChannel: true };
  const vectorBase = base(line, 'vector base', GEMV.vectorBase);
  const toChannel = line.skip('&');
  if (toChannel) line.take('out');
  return { vectorBase, toChannel };
}

/** The rest of a gemv after its destination; undefined for raw scores. */
function gemv(line: LineReader, vector: Pick<Gemv, 'vectorBase' | 'toChannel'> | undefined): Gemv {
  const raw = vector === undefined;
  line.take(',');
  const rows = counted(line, 'rows', GEMV.rows);
  line.take(',');
  const segments = segmentList(line);
  line.take(',');
  line.take('w');
  const weightBase = base(line, 'weight base', GEMV.weightBase);
  line.take(',');
  let biasBase: number | undefined;
  if (line.takeWord("a bias 'b' or 'shift'", ['b', 'shift']) === 'b') {
    biasBase = base(line, 'bias base', GEMV.biasBase);
    line.take(',');
    line.take('shift');
  }
  const shift = line.takeNumber('shift', GEMV.shift);
  line.take(',');
  const activation = line.takeWord('an activation', ACTIVATION_CODES);
  const table = activation === 'table' ? line.takeNumber('table', GEMV.table) : 0;
  return {
    op: 'gemv',
    segments,
    rows,
    weightBase,
    biasBase,
    shift,
    activation,
    table,
    raw,
    ...options(line, raw),
    vectorBase: vector?.vectorBase,
    toChannel: vector?.toChannel ?? false,
  };
}

/** `argmax` and `release`, each at most once and in this order. */
function options(line: LineReader, raw: boolean): Pick<Gemv, 'argmax' | 'release'> {
  const left = ['argmax', 'release'];
  const found = new Set<string>();
  while (left.length > 0 && line.skip(',')) {
    const { column } = line;
    const option = line.takeWord(left.map((word) => `'${word}'`).join(' or '), left);
    left.splice(0, left.indexOf(option) + 1);
    found.add(option);
    if (option === 'argmax' && !raw) {
      line.report({
        code: 'assembly.argmax',
        message: 'argmax needs raw scores (rule I2)',
        column,
        expected: 'gemv.raw',
        received: 'gemv',
      });
    }
  }
  return { argmax: found.has('argmax'), release: found.has('release') };
}

function segmentList(line: LineReader): OperandSegment[] {
  const { column } = line;
  const segments: OperandSegment[] = [];
  line.take('[');
  do {
    const memory = line.takeWord("a source, 'v' or 'x'", ['v', 'x']) === 'x' ? 'channel' : 'vector';
    const { base, length } = region(line, SEGMENT.base, SEGMENT.length);
    const align = line.skip('<<') ? line.takeNumber('align', SEGMENT.align, 0, GREATEST_ALIGN) : 0;
    segments.push({ memory, base, length, align });
  } while (line.skip(','));
  line.take(']');
  const most = greatest(GEMV.segments) + 1;
  if (segments.length > most) {
    line.reportRange('number of segments', 1, most, { column, received: String(segments.length) });
  }
  return segments;
}

function legendre(line: LineReader): Legendre {
  line.take('s');
  const stateBase = base(line, 'state base', LEGENDRE.stateBase);
  line.take(',');
  line.take('u');
  line.take('v');
  const inputBase = base(line, 'input base', LEGENDRE.inputBase);
  const inputShift = line.skip('<<') ? line.takeNumber('input shift', LEGENDRE.inputShift) : 0;
  line.take(',');
  line.take('readout');
  line.take('v');
  const readoutBase = base(line, 'readout base', LEGENDRE.readoutBase);
  line.take(',');
  line.take('c');
  const coefficientBase = base(line, 'coefficient base', LEGENDRE.coefficientBase);
  line.take(',');
  const memories = counted(line, 'memories', LEGENDRE.memories);
  line.take(',');
  line.take('order');
  const order = line.takeNumber('order', LEGENDRE.order, 1, greatest(LEGENDRE.order) + 1);
  line.take(',');
  line.take('shift');
  const coefficientShift = line.takeNumber('coefficient shift', LEGENDRE.coefficientShift);
  line.take(',');
  line.take('readout');
  line.take('shift');
  const readoutShift = line.takeNumber('readout shift', LEGENDRE.readoutShift);
  return {
    op: 'legendre',
    order,
    memories,
    inputShift,
    coefficientShift,
    readoutShift,
    inputBase,
    readoutBase,
    stateBase,
    coefficientBase,
  };
}

/** `24 rows`, `16 memories`: at least one. */
function counted(line: LineReader, unit: string, field: BitField): number {
  const value = line.takeNumber(`number of ${unit}`, field, 1);
  line.take(unit);
  return value;
}

/** `[base]` after a memory's letter. */
function base(line: LineReader, what: string, field: BitField): number {
  line.take('[');
  const value = line.takeNumber(what, field);
  line.take(']');
  return value;
}

/** `[base:length]` after a memory's letter; the base in words. */
function region(
  line: LineReader,
  baseField: BitField,
  lengthField: BitField,
): { base: number; length: number } {
  line.take('[');
  const value = line.takeNumber('base', baseField);
  line.take(':');
  const length = line.takeNumber('length', lengthField, 1);
  line.take(']');
  return { base: value, length };
}
