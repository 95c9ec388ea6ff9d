/** A field of an instruction word: bits [high:low] as an unsigned number. */
export interface BitField {
  readonly high: number;
  readonly low: number;
}

export const bits = (high: number, low: number): BitField => ({ high, low });

const widthOf = (field: BitField): number => field.high - field.low + 1;

/** The greatest value that a field holds. */
export const greatest = (field: BitField): number => 2 ** widthOf(field) - 1;

export function extract(word: number, field: BitField): number {
  return Math.floor((word >>> 0) / 2 ** field.low) % 2 ** widthOf(field);
}

/** `value` placed at the field, to be added to the rest of the word. */
export function insert(field: BitField, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > greatest(field)) {
    throw new RangeError(`${value} does not fit in bits [${field.high}:${field.low}]`);
  }
  return value * 2 ** field.low;
}

/** The layout of docs/accelerator.md, section 4. */
export const OPCODE = bits(31, 26);
export const JUMP = { target: bits(15, 0) };
export const SEND = { result: bits(0, 0) };
export const CLEAR = { memory: bits(25, 25), base: bits(15, 0), length: bits(15, 0) };
export const GEMV = {
  segments: bits(25, 23),
  weightFormat: bits(22, 21),
  activation: bits(20, 19),
  table: bits(18, 17),
  raw: bits(16, 16),
  argmax: bits(15, 15),
  bias: bits(14, 14),
  release: bits(13, 13),
  toVector: bits(12, 12),
  toChannel: bits(11, 11),
  shift: bits(10, 6),
  weightBase: bits(31, 16),
  rows: bits(15, 0),
  vectorBase: bits(31, 16),
  biasBase: bits(15, 0),
};
export const SEGMENT = { align: bits(31, 30), memory: bits(29, 29), length: bits(28, 16), base: bits(15, 0) };
export const LEGENDRE = {
  order: bits(25, 18),
  inputShift: bits(17, 13),
  coefficientShift: bits(12, 8),
  readoutShift: bits(7, 3),
  inputBase: bits(31, 16),
  memories: bits(15, 0),
  stateBase: bits(31, 16),
  readoutBase: bits(15, 0),
  coefficientBase: bits(15, 0),
};

export const OPCODES = { halt: 1, jump: 2, recv: 3, send: 4, clear: 5, gemv: 8, legendre: 9 } as const;
export const ACTIVATION_CODES = ['identity', 'relu', 'table'] as const;
