/** Promises that a compiled program keeps, checked on every compilation: an illegal one is our mistake, not the user's. */
import { canonicalJson, type HardwareConfiguration } from '../hardware/index.js';
import { invariant } from '../problems/index.js';
import {
  columnsOf,
  decodeInstructions,
  type Gemv,
  type Instruction,
  type Program,
  type TileProgram,
} from '../program/index.js';
import type { Region } from './allocation.js';
import { capacityOf, type Capacity } from './capacity.js';

interface Access extends Region {
  readonly memory: keyof Capacity | 'outputChannel' | 'scores' | 'tables';
}

interface Widths {
  readonly lanes: number;
  readonly legendreLanes: number;
  readonly scan: boolean;
  readonly outputsPerCycle: number;
}

function gemvAccesses(gemv: Gemv, { lanes, outputsPerCycle }: Widths): Access[] {
  const results = Math.ceil(gemv.rows / outputsPerCycle);
  const accesses: Access[] = [
    {
      memory: 'weightSram',
      base: gemv.weightBase,
      words: Math.ceil(gemv.rows / lanes) * columnsOf(gemv),
    },
    ...gemv.segments.map(({ memory, base, length }): Access => ({
      memory: memory === 'channel' ? 'channel' : 'vectorSram',
      base,
      words: Math.ceil(length / outputsPerCycle),
    })),
  ];
  if (gemv.biasBase !== undefined) accesses.push({ memory: 'biasSram', base: gemv.biasBase, words: results });
  if (gemv.vectorBase !== undefined) {
    accesses.push({ memory: 'vectorSram', base: gemv.vectorBase, words: results });
  }
  if (gemv.toChannel) accesses.push({ memory: 'outputChannel', base: 0, words: results });
  if (gemv.raw) accesses.push({ memory: 'scores', base: 0, words: gemv.rows });
  if (gemv.activation === 'table') accesses.push({ memory: 'tables', base: gemv.table, words: 1 });
  return accesses;
}

function accessesOf(instruction: Instruction, widths: Widths): Access[] {
  switch (instruction.op) {
    case 'gemv':
      return gemvAccesses(instruction, widths);
    case 'clear':
      return [
        {
          memory: instruction.memory === 'state' ? 'stateSram' : 'vectorSram',
          base: instruction.base,
          words: instruction.length,
        },
      ];
    case 'legendre': {
      const { memories, order, inputBase, readoutBase, stateBase, coefficientBase } = instruction;
      const { scan, legendreLanes, outputsPerCycle } = widths;
      const coefficients = scan ? order : Math.ceil(order / legendreLanes) * (order + 1);
      return [
        { memory: 'vectorSram', base: inputBase, words: Math.ceil(memories / outputsPerCycle) },
        { memory: 'vectorSram', base: readoutBase, words: Math.ceil((memories * order) / outputsPerCycle) },
        { memory: 'stateSram', base: stateBase, words: memories * order },
        { memory: 'coefficientSram', base: coefficientBase, words: coefficients },
      ];
    }
    default:
      return [];
  }
}

/** I4: a gemv of several row tiles leaves its own sources alone. */
function overwritesItsSources(gemv: Gemv, { lanes, outputsPerCycle }: Widths): boolean {
  const { vectorBase, rows } = gemv;
  if (vectorBase === undefined || rows <= lanes) return false;
  const end = vectorBase + Math.ceil(rows / outputsPerCycle);
  return gemv.segments.some(
    ({ memory, base, length }) =>
      memory === 'vector' && base < end && vectorBase < base + Math.ceil(length / outputsPerCycle),
  );
}

function checkTile(
  { image, instructions }: TileProgram,
  hardware: HardwareConfiguration,
  index: number,
): void {
  const tile = hardware.tiles[index]!;
  const widths: Widths = {
    lanes: tile.macArray.lanes,
    legendreLanes: tile.legendreUnit.lanes,
    scan: tile.legendreUnit.mode === 'scan',
    outputsPerCycle: hardware.outputsPerCycle,
  };
  const capacity = {
    ...capacityOf(tile),
    outputChannel: hardware.tiles[index + 1]?.channel.bufferWords ?? 0,
    scores: tile.postProcessor.scores,
    tables: tile.postProcessor.tables,
  };
  const decoded = decodeInstructions(image.code, `tiles[${index}].code`);
  invariant(
    decoded.problems.length === 0 && canonicalJson(decoded.instructions) === canonicalJson(instructions),
    () => `tile ${index}: the code decodes to other instructions`,
  );
  const starts = new Set(instructions.map(({ address }) => address));
  for (const { address, instruction } of instructions) {
    const place = (): string => `tile ${index}, word ${address}, ${instruction.op}`;
    for (const { memory, base, words } of accessesOf(instruction, widths)) {
      invariant(
        base >= 0 && base + words <= capacity[memory],
        () => `${place()}: words ${base} to ${base + words - 1} are not in ${memory}`,
      );
    }
    if (instruction.op === 'jump') {
      invariant(starts.has(instruction.target), () => `${place()}: jumps into an instruction`);
    }
    if (instruction.op === 'gemv') {
      invariant(!overwritesItsSources(instruction, widths), () => `${place()}: overwrites its sources (I4)`);
    }
  }
}

/** Throws InvariantError unless the code decodes to its instructions and every address lies in its memory. */
export function checkCompiled(program: Program, hardware: HardwareConfiguration): void {
  program.tiles.forEach((tile, index) => checkTile(tile, hardware, index));
}
