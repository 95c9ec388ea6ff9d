import { indexBits, type ParametersOf, type RtlModule } from './rtl-modules.js';
import { COEFFICIENTS } from './transistor-coefficients.js';
import { formulaOf, sizesOfParts } from './transistor-terms.js';

/**
 * Transistors of a module's logic as yosys maps it to static CMOS gates, memories and clock gates left out: fitted to
 * syntheses of a grid of parameters (docs/transistors.md).
 */
export function logicTransistors(module: RtlModule): number {
  const { perPart } = COEFFICIENTS[formulaOf(module)];
  return sizesOfParts(module).reduce((sum, size, index) => sum + size * perPart[index]!, 0);
}

/** Of a bit of SRAM: the six-transistor cell, one port. */
export const TRANSISTORS_PER_SRAM_BIT = 6;

/**
 * Of a clock gate with an input that opens it: a latch, an AND and an OR. The cell sky130_fd_sc_hd__sdlclkp_1 of the
 * SkyWater 130 nm library, netlist of google/skywater-pdk-libs-sky130_fd_sc_hd; other nodes' cells are built alike.
 */
export const TRANSISTORS_PER_CLOCK_GATE = 22;

/** Clock gates of a module: one a domain and port, whatever the policy, and one for the number of a bank shown last. */
export function clockGates(rtl: RtlModule): number {
  switch (rtl.module) {
    case 'macArray':
      return rtl.parameters.LANES;
    case 'sequencer':
    case 'postProcessor':
    case 'legendreUnit':
      return 1;
    case 'readOnlySram':
      return rtl.parameters.BANKS + shownBank(rtl.parameters.BANKS);
    case 'readWriteSram':
      return 2 * rtl.parameters.BANKS + shownBank(rtl.parameters.BANKS);
    case 'alwaysOn':
    case 'tileWiring':
      return 0;
  }
}

const shownBank = (banks: number): number => Number(banks > 1);

/** Flip-flops of a module, those of the memories' macros left out. */
export function flipFlops(rtl: RtlModule): number {
  switch (rtl.module) {
    case 'alwaysOn':
      return 23 + 2 * indexBits(rtl.parameters.BUFFERS);
    case 'sequencer':
      // Instruction 11 x 32; counters, addresses and flags of fetch, issue and drain.
      return 11 * 32 + 241 + 2 * indexBits(rtl.parameters.OUTPUTS);
    case 'macArray':
      return rtl.parameters.LANES * flipFlopsPerLane(rtl.parameters);
    case 'postProcessor': {
      const { OUTPUTS, SCORES, ACCUMULATOR_BITS } = rtl.parameters;
      // Results, of which vectors need 8 bits; scores, the best one and its number.
      return SCORES === 0 ? 8 * OUTPUTS : (OUTPUTS + SCORES + 1) * ACCUMULATOR_BITS + 16;
    }
    case 'legendreUnit':
      return legendreFlipFlops(rtl.parameters);
    case 'readOnlySram':
    case 'readWriteSram':
      return indexBits(rtl.parameters.BANKS);
    case 'tileWiring':
      return 0;
  }
}

/** Accumulator and shadow register, which share the lane's clock. */
export const flipFlopsPerLane = ({
  ACCUMULATOR_BITS,
}: Pick<ParametersOf<'macArray'>, 'ACCUMULATOR_BITS'>): number => 2 * ACCUMULATOR_BITS;

function legendreFlipFlops(parameters: ParametersOf<'legendreUnit'>): number {
  const { SCAN, LANES, ACCUMULATOR_BITS, MAX_ORDER, STATE_BITS, OUTPUTS } = parameters;
  const elements = 2 * indexBits(OUTPUTS) + Math.max(1, indexBits(OUTPUTS));
  const control = 133 + elements + indexBits(MAX_ORDER);
  const memories = 2 * MAX_ORDER * STATE_BITS;
  const drain = LANES * ACCUMULATOR_BITS + 8 * OUTPUTS;
  const sumBits = STATE_BITS + indexBits(MAX_ORDER + 1);
  // A scan has running sums in place of accumulators, and counts no rows and no words of coefficients.
  const arithmetic = SCAN === 0 ? 16 + LANES * ACCUMULATOR_BITS : 5 * sumBits + STATE_BITS - 17;
  return control + memories + drain + arithmetic;
}

/**
 * Periphery of a bank, assumed: what a plain macro needs around its cells (Weste and Harris, CMOS VLSI Design, 4th ed.,
 * section 12.2). Each row: a static NAND of the address bits, two transistors an input, and a driver of four. Each
 * column: precharge 3, sense amplifier 7, write driver 6, and a latch 12 that holds the output. A second port adds a
 * decoder, a driver and a precharge of its own.
 */
export function sramPeriphery(words: number, word_bits: number, ports: 1 | 2): number {
  const rows = words * (2 * indexBits(words) + 4);
  return ports * rows + word_bits * (28 + (ports - 1) * 3);
}

/** A read-only table, assumed: a transistor a bit, and two an input and four for the driver of each entry's decoder. */
export const tableTransistors = (entries: number, bits: number): number =>
  entries * (bits + 2 * indexBits(entries) + 4);
