/**
 * Transistors of static CMOS standard cells, for estimates of logic size before synthesis: textbook cells
 * (Weste and Harris, CMOS VLSI Design, 4th ed., ch. 1, 10 and 11): a mirror full adder has 28, a master-slave
 * flip-flop with buffered clock 24, a two-input multiplexer bit 6, a two-input AND 6.
 */
const FULL_ADDER = 28;
const FLIP_FLOP = 24;
const MULTIPLEXER_BIT = 6;
const AND_GATE = 6;

export const registers = (bits: number): number => bits * FLIP_FLOP;
export const adder = (bits: number): number => bits * FULL_ADDER;
export const multiplexer = (bits: number, inputs: number): number =>
  bits * Math.max(0, inputs - 1) * MULTIPLEXER_BIT;
/** An array multiplier: one AND gate and one full adder for each pair of bits. */
export const multiplier = (bitsA: number, bitsB: number): number => bitsA * bitsB * (AND_GATE + FULL_ADDER);
/** A shifter by any of `distances` steps. */
export const shifter = (bits: number, distances: number): number =>
  multiplexer(bits, 2) * Math.ceil(Math.log2(Math.max(2, distances)));
