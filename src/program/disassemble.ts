import type { Gemv, Instruction, OperandSegment } from './instruction.js';

const shiftText = (shift: number): string => (shift === 0 ? '' : ` << ${shift}`);

function segmentText({ memory, base, length, align }: OperandSegment): string {
  return `${memory === 'channel' ? 'x' : 'v'}[${base}:${length}]${shiftText(align)}`;
}

function gemvText(gemv: Gemv): string {
  const destination = gemv.raw
    ? 'scores'
    : [gemv.vectorBase === undefined ? '' : `v[${gemv.vectorBase}]`, gemv.toChannel ? 'out' : '']
        .filter(Boolean)
        .join(' & ');
  return [
    `${gemv.raw ? 'gemv.raw' : 'gemv'} ${destination}`,
    `${gemv.rows} rows`,
    `[${gemv.segments.map(segmentText).join(', ')}]`,
    `w[${gemv.weightBase}]`,
    ...(gemv.biasBase === undefined ? [] : [`b[${gemv.biasBase}]`]),
    `shift ${gemv.shift}`,
    gemv.activation === 'table' ? `table ${gemv.table}` : gemv.activation,
    ...(gemv.argmax ? ['argmax'] : []),
    ...(gemv.release ? ['release'] : []),
  ].join(', ');
}

/** One instruction as a line of assembly (docs/assembly.md); `assemble` gives back the same instruction. */
export function disassembleInstruction(instruction: Instruction): string {
  switch (instruction.op) {
    case 'halt':
    case 'recv':
      return instruction.op;
    case 'jump':
      return `jump ${instruction.target}`;
    case 'send':
      return instruction.result ? 'send result' : 'send';
    case 'clear':
      return `clear ${instruction.memory === 'state' ? 's' : 'v'}[${instruction.base}:${instruction.length}]`;
    case 'gemv':
      return gemvText(instruction);
    case 'legendre':
      return [
        `legendre s[${instruction.stateBase}]`,
        `u v[${instruction.inputBase}]${shiftText(instruction.inputShift)}`,
        `readout v[${instruction.readoutBase}]`,
        `c[${instruction.coefficientBase}]`,
        `${instruction.memories} memories`,
        `order ${instruction.order}`,
        `shift ${instruction.coefficientShift}`,
        `readout shift ${instruction.readoutShift}`,
      ].join(', ');
  }
}
