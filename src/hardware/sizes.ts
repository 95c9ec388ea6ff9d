import type { HardwareConfiguration } from './configuration.js';
import { TILE_UNITS } from './units/index.js';
import type { TileUnitName } from './vocabulary.js';

/** Derived sizes of one unit of one tile. */
export interface UnitSize {
  readonly unit: TileUnitName;
  readonly memory_bits: number;
  /** Estimated from textbook cells, without SRAM; synthesis has not checked it yet. */
  readonly logic_transistors: number;
}

/** Transistors of one SRAM bit: the six-transistor cell, without periphery. */
export const TRANSISTORS_PER_SRAM_BIT = 6;

export interface HardwareSizes {
  readonly tiles: readonly (readonly UnitSize[])[];
  readonly memory_bits: number;
  readonly logic_transistors: number;
  /** Logic and six-transistor cells together; periphery of the SRAM is not in it. */
  readonly transistors: number;
}

/** Sizes by tile and unit, and in total. */
export function hardwareSizes(hardware: HardwareConfiguration): HardwareSizes {
  const tiles = hardware.tiles.map((tile) =>
    TILE_UNITS.map((unit): UnitSize => {
      const context = { tile, outputsPerCycle: hardware.outputsPerCycle };
      return {
        unit: unit.name,
        memory_bits: unit.memoryBits(context),
        logic_transistors: Math.round(unit.logicTransistors(context)),
      };
    }),
  );
  const sum = (key: 'memory_bits' | 'logic_transistors'): number =>
    tiles.flat().reduce((total, size) => total + size[key], 0);
  const memory_bits = sum('memory_bits');
  const logic_transistors = sum('logic_transistors');
  return {
    tiles,
    memory_bits,
    logic_transistors,
    transistors: logic_transistors + TRANSISTORS_PER_SRAM_BIT * memory_bits,
  };
}
