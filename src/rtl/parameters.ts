import type { ClockGating, HardwareConfiguration } from '../hardware/index.js';

/** Values of rtl/gating.svh. */
const GATING: Readonly<Record<ClockGating, number>> = { never: 0, whenIdle: 1, perBank: 2, perLane: 2 };

/** The parameters of rtl/tile.sv for one tile of a configuration, in its order. */
export function tileParameters(
  hardware: HardwareConfiguration,
  index: number,
): Readonly<Record<string, number>> {
  const tile = hardware.tiles[index]!;
  const gating = (unit: { clockGating: ClockGating }): number => GATING[unit.clockGating];
  return {
    OUTPUTS: hardware.outputsPerCycle,
    WAKE_CYCLES: hardware.wake_cycles,
    SEQUENCER_GATING: gating(tile.sequencer),
    PROGRAM_WORDS: tile.programSram.words,
    PROGRAM_GATING: gating(tile.programSram),
    PROGRAM_RETAINS: Number(tile.programSram.retention),
    LANES: tile.macArray.lanes,
    WEIGHT_BITS: tile.macArray.weightBits,
    OPERAND_BITS: tile.macArray.operandBits,
    ACCUMULATOR_BITS: tile.macArray.accumulatorBits,
    MAC_GATING: gating(tile.macArray),
    WEIGHT_BANKS: tile.weightSram.banks,
    WEIGHT_BANK_WORDS: tile.weightSram.bankWords,
    WEIGHT_GATING: gating(tile.weightSram),
    WEIGHT_RETAINS: Number(tile.weightSram.retention),
    BIAS_WORDS: tile.biasSram.words,
    BIAS_GATING: gating(tile.biasSram),
    BIAS_RETAINS: Number(tile.biasSram.retention),
    TABLES: tile.postProcessor.tables,
    SCORES: tile.postProcessor.scores,
    POST_GATING: gating(tile.postProcessor),
    LEGENDRE_SCAN: Number(tile.legendreUnit.mode === 'scan'),
    LEGENDRE_LANES: tile.legendreUnit.lanes,
    COEFFICIENT_BITS: tile.legendreUnit.coefficientBits,
    LEGENDRE_ACCUMULATOR_BITS: tile.legendreUnit.accumulatorBits,
    MAX_ORDER: tile.legendreUnit.maxOrder,
    LEGENDRE_GATING: gating(tile.legendreUnit),
    COEFFICIENT_WORDS: tile.coefficientSram.words,
    COEFFICIENT_GATING: gating(tile.coefficientSram),
    COEFFICIENT_RETAINS: Number(tile.coefficientSram.retention),
    STATE_BANKS: tile.stateSram.banks,
    STATE_BANK_WORDS: tile.stateSram.bankWords,
    STATE_BITS: tile.stateSram.stateBits,
    STATE_GATING: gating(tile.stateSram),
    STATE_RETAINS: Number(tile.stateSram.retention),
    VECTOR_BANKS: tile.vectorSram.banks,
    VECTOR_BANK_WORDS: tile.vectorSram.bankWords,
    VECTOR_GATING: gating(tile.vectorSram),
    VECTOR_RETAINS: Number(tile.vectorSram.retention),
    BUFFERS: tile.channel.buffers,
    BUFFER_WORDS: tile.channel.bufferWords,
    CHANNEL_GATING: gating(tile.channel),
  };
}

/** Width of a tile's score port: at least one register is shown, also when there are none. */
export function scoreBits(hardware: HardwareConfiguration, index: number): number {
  const { macArray, postProcessor } = hardware.tiles[index]!;
  return Math.max(1, postProcessor.scores) * macArray.accumulatorBits;
}
