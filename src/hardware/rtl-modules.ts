/**
 * The modules of rtl/ that a unit is built of, with the parameters that decide their size, under the names that they
 * have there. A synthesis is of a module (docs/transistors.md); a unit is the sum of its modules.
 */
export type RtlModule =
  | { readonly module: 'alwaysOn'; readonly parameters: { BUFFERS: number } }
  | { readonly module: 'sequencer'; readonly parameters: { LANES: number; OUTPUTS: number } }
  | {
      readonly module: 'macArray';
      readonly parameters: {
        LANES: number;
        OUTPUTS: number;
        WEIGHT_BITS: number;
        OPERAND_BITS: number;
        ACCUMULATOR_BITS: number;
      };
    }
  | {
      readonly module: 'postProcessor';
      readonly parameters: {
        LANES: number;
        OUTPUTS: number;
        ACCUMULATOR_BITS: number;
        TABLES: number;
        SCORES: number;
      };
    }
  | {
      readonly module: 'legendreUnit';
      readonly parameters: {
        SCAN: number;
        LANES: number;
        COEFFICIENT_BITS: number;
        ACCUMULATOR_BITS: number;
        MAX_ORDER: number;
        STATE_BITS: number;
        OUTPUTS: number;
      };
    }
  | { readonly module: 'readOnlySram'; readonly parameters: { WIDTH: number; BANKS: number } }
  | { readonly module: 'readWriteSram'; readonly parameters: { WIDTH: number; BANKS: number } }
  /** What `tile` itself adds: the multiplexers of the ports of vectorSram and stateSram. */
  | { readonly module: 'tileWiring'; readonly parameters: { OUTPUTS: number; STATE_BITS: number } };

type Name = RtlModule['module'];
export type ParametersOf<Module extends Name> = Extract<RtlModule, { module: Module }>['parameters'];

/** Bits that number so many things; 0 for one. */
export const indexBits = (things: number): number => Math.ceil(Math.log2(things));
