import { mapped } from '../arrays/index.js';
import type { HardwareConfiguration } from './configuration.js';
import {
  TRANSISTORS_PER_CLOCK_GATE,
  TRANSISTORS_PER_SRAM_BIT,
  clockGates,
  logicTransistors,
  sramPeriphery,
  tableTransistors,
} from './transistors.js';
import type { UnitContext } from './unit.js';
import { TILE_UNITS } from './units/index.js';
import { ACTIVATION_BITS } from './units/vector-sram.js';
import { TABLE_ENTRIES } from './units/post-processor.js';
import type { TileUnitName } from './vocabulary.js';

/** Numbers of transistors by what is known of them (docs/transistors.md). */
export interface Transistors {
  /** Logic: a formula fitted to syntheses of the RTL. */
  readonly logic_transistors: number;
  /** Clock gates: their number is the RTL's, the transistors of one are cited. */
  readonly clockGate_transistors: number;
  /** Cells of SRAM: six a bit. */
  readonly sramCell_transistors: number;
  /** Decoders, sense amplifiers and drivers around them: assumed. */
  readonly sramPeriphery_transistors: number;
  /** Read-only activation tables: assumed. */
  readonly table_transistors: number;
}

/** Derived sizes of one unit of one tile. */
export interface UnitSize extends Transistors {
  readonly unit: TileUnitName;
  readonly memory_bits: number;
}

export interface HardwareSizes extends Transistors {
  readonly tiles: readonly (readonly UnitSize[])[];
  readonly memory_bits: number;
  /** All kinds together. */
  readonly transistors: number;
}

/** Sizes by tile and unit, and in total. */
export function hardwareSizes(hardware: HardwareConfiguration): HardwareSizes {
  const tiles = mapped(hardware.tiles, (tile) =>
    mapped(TILE_UNITS, (unit) => sizeOf(unit, { tile, outputsPerCycle: hardware.outputsPerCycle })),
  );
  const sums = sumOfTransistors(tiles.flat());
  return {
    tiles,
    memory_bits: tiles.flat().reduce((total, { memory_bits }) => total + memory_bits, 0),
    ...sums,
    transistors: allTransistors(sums),
  };
}

const KINDS = [
  'logic_transistors',
  'clockGate_transistors',
  'sramCell_transistors',
  'sramPeriphery_transistors',
  'table_transistors',
] as const;

/** Transistors of parts together, kind by kind. */
export const sumOfTransistors = (parts: readonly Transistors[]): Transistors =>
  Object.fromEntries(
    KINDS.map((kind) => [kind, parts.reduce((sum, part) => sum + part[kind], 0)]),
  ) as unknown as Transistors;

/** Transistors of every kind. */
export const allTransistors = (part: Transistors): number => KINDS.reduce((sum, kind) => sum + part[kind], 0);

/** Transistors that the leakage of logic counts: what is outside the SRAM macros, whose own leakage holds theirs. */
export const leakingLogic = (part: Transistors): number =>
  part.logic_transistors + part.clockGate_transistors + part.table_transistors;

function sizeOf(unit: (typeof TILE_UNITS)[number], context: UnitContext): UnitSize {
  const modules = unit.modules(context);
  const memory_bits = unit.memoryBits(context);
  const tables = unit.name === 'postProcessor' ? context.tile.postProcessor.tables : 0;
  return {
    unit: unit.name,
    memory_bits,
    logic_transistors: Math.round(modules.reduce((sum, module) => sum + logicTransistors(module), 0)),
    clockGate_transistors:
      TRANSISTORS_PER_CLOCK_GATE * modules.reduce((sum, module) => sum + clockGates(module), 0),
    sramCell_transistors: TRANSISTORS_PER_SRAM_BIT * memory_bits,
    sramPeriphery_transistors: memory_bits === 0 ? 0 : peripheryOf(unit, context, memory_bits),
    // Every result of a cycle has tables of its own.
    table_transistors:
      tables === 0 ? 0 : context.outputsPerCycle * tableTransistors(tables * TABLE_ENTRIES, ACTIVATION_BITS),
  };
}

function peripheryOf(unit: (typeof TILE_UNITS)[number], context: UnitContext, memory_bits: number): number {
  const banks = unit.domains(context);
  const word_bits = Object.values(unit.actions)[0]!.widths_bits(context)[0]!;
  const words = memory_bits / banks / word_bits;
  return banks * sramPeriphery(words, word_bits, unit.ports.length === 2 ? 2 : 1);
}
