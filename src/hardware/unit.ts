import type { z } from 'zod';
import type { RtlModule } from './rtl-modules.js';
import type { TileHardware } from './tile-hardware.js';

/** The tile that a unit stands in, and the width P that all tiles share. */
export interface UnitContext {
  readonly tile: TileHardware;
  /** P: results and vector elements a cycle. */
  readonly outputsPerCycle: number;
}

/** A port of a unit: its domains follow the gating policy together (docs/accelerator.md, G1 and G2). */
export type PortName = 'unit' | 'read' | 'write';

/**
 * What a unit is, apart from how it behaves: its slice of the configuration, its events, its clock domains and its size.
 * simulator/units/x.ts behaves as hardware/units/x.ts declares; energy prices what is declared here and nothing else.
 */
export interface UnitDeclaration<Name extends string = string, Action extends string = string> {
  readonly name: Name;
  readonly about: string;
  /** Schema of the unit's slice of a tile's configuration, or undefined for a unit without one. */
  readonly schema: z.ZodType | undefined;
  readonly ports: readonly PortName[];
  /** Clock domains of each port. */
  readonly domains: (context: UnitContext) => number;
  /** Flip-flops that one clocked domain-cycle clocks; 0 for memories, whose access energy holds their clock. */
  readonly registerBitsPerDomain: (context: UnitContext) => number;
  /** SRAM bits of the unit. */
  readonly memoryBits: (context: UnitContext) => number;
  /** What it is built of besides SRAM: its transistors are known from synthesis (docs/transistors.md). */
  readonly modules: (context: UnitContext) => readonly RtlModule[];
  readonly actions: Readonly<Record<Action, ActionDeclaration>>;
}

/** One kind of event: what is counted and how wide one is. */
export interface ActionDeclaration {
  readonly counts: string;
  /** Widths in bits that scale the energy of one event: a word's bits, or the operands' of an operation. */
  readonly widths_bits: (context: UnitContext) => readonly number[];
  /** True when the count depends on data, so that no closed form knows it (rule E2). */
  readonly dataDependent: boolean;
  /** Another action of the unit, whose events these are some of. */
  readonly partOf?: string;
}

export function declareUnit<const Name extends string, const Action extends string>(
  declaration: UnitDeclaration<Name, Action>,
): UnitDeclaration<Name, Action> {
  return declaration;
}

/** An action whose count follows from program and configuration. */
export function action(counts: string, widths_bits: ActionDeclaration['widths_bits']): ActionDeclaration {
  return { counts, widths_bits, dataDependent: false };
}

/** An action whose count depends on the data. */
export function dataAction(
  counts: string,
  widths_bits: ActionDeclaration['widths_bits'],
  partOf?: string,
): ActionDeclaration {
  return { counts, widths_bits, dataDependent: true, ...(partOf === undefined ? {} : { partOf }) };
}
