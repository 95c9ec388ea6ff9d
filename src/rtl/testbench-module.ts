import type { HardwareConfiguration } from '../hardware/index.js';
import type { Program } from '../program/index.js';
import { widestScores } from './accelerator-module.js';
import { memoryImages, tableImage, type MemoryImage } from './memory-images.js';
import { scoreBits } from './parameters.js';

/** What a testbench is written for. */
export interface Bench {
  readonly program: Program;
  readonly hardware: HardwareConfiguration;
  readonly frames: number;
  /** Cycles after reset that it executes. */
  readonly cycles: number;
}

/**
 * SystemVerilog of a testbench: loads the memories, feeds the frames, holds every result against what is expected, and
 * with `+events` writes down everything that happens.
 */
export function testbenchModule({ program, hardware, frames, cycles }: Bench): string {
  const { outputsPerCycle } = hardware;
  const frameWords = Math.ceil(program.inputs / outputsPerCycle);
  const scores = widestScores(hardware);
  const tiles = hardware.tiles.map((_, index) => index);
  return `// Written by \`lmusim rtl\`: a self-checking testbench. +events writes every event of every cycle.
module testbench;
  logic clk;
  logic reset;
  logic [31:0] cycle;
  logic watches;

  initial begin
    clk = 1'b0;
    forever #1 clk = ~clk;
  end

  // Cycle 0 is the first one after reset.
  logic [2:0] reset_cycles = 3'd4;
  initial reset = 1'b1;
  always @(posedge clk) begin
    if (reset_cycles != 0) reset_cycles <= reset_cycles - 3'd1;
    reset <= reset_cycles > 1;
    cycle <= reset ? 0 : cycle + 1;
  end

  logic events;
  initial events = $test$plusargs("events") != 0;
  assign watches = events && !reset && cycle < ${cycles};
  logic reports;
  assign reports = events && !reset && cycle == ${cycles};

  logic room, writes, sends, presents, rests;
  logic [15:0] word, prediction;
  logic [${outputsPerCycle * 8 - 1}:0] data;
  logic [${scores - 1}:0] scores;

  accelerator accelerator (
      .clk(clk), .reset(reset), .input_room(room), .input_writes(writes), .input_word(word), .input_data(data),
      .input_sends(sends), .presents(presents), .prediction(prediction), .scores(scores), .rests(rests)
  );

  frontEnd #(
      .OUTPUTS(${outputsPerCycle}), .FRAMES(${frames}), .WORDS(${frameWords})
  ) frontEnd (
      .clk(clk), .reset(reset), .cycle(cycle), .rests(rests), .room(room), .writes(writes), .word(word), .data(data),
      .sends(sends)
  );
  initial begin
    $readmemh("frames.hex", frontEnd.frames);
    $readmemh("due.hex", frontEnd.due);
  end

  resultChecker #(
      .FRAMES(${frames}), .SCORE_BITS(${scores})
  ) checker_of_results (
      .clk(clk), .reset(reset), .cycle(cycle), .presents(presents), .prediction(prediction), .scores(scores)
  );
  initial begin
    $readmemh("expected/send_cycles.hex", checker_of_results.send_cycles);
    $readmemh("expected/predictions.hex", checker_of_results.predictions);
    $readmemh("expected/scores.hex", checker_of_results.all_scores);
  end

  always @(posedge clk) begin
    if (!reset && cycle == ${cycles + 1}) begin
      if (events) $display("end ${cycles}");
      if (checker_of_results.results != ${frames} || checker_of_results.differences != 0) begin
        $display("FAILED: %0d of ${frames} results, %0d differences", checker_of_results.results,
                 checker_of_results.differences);
        $fatal(1, "the accelerator does not do what is expected");
      end
      $display("PASSED: ${frames} results in ${cycles} cycles, none differs");
      $finish;
    end
  end

  genvar b;
${tiles.map((index) => loading({ program, hardware, frames, cycles }, index)).join('\n')}
${tiles.map((index) => monitor(hardware, index)).join('\n')}
endmodule
`;
}

function loading({ program, hardware }: Bench, index: number): string {
  const tile = hardware.tiles[index]!;
  const tables = tableImage(program, index);
  return [
    `  // What tile ${index} is loaded with (rule W1).`,
    ...memoryImages(program, hardware, index).map((image) => imageLoading(image, index)),
    ...(tables.entries === 0 || tile.postProcessor.tables === 0
      ? []
      : [
          `  generate
    for (b = 0; b < ${hardware.outputsPerCycle}; b = b + 1) begin : tables${index}
      initial $readmemh("tile${index}/tables.hex",
          accelerator.tile${index}.postProcessor.result[b].tables.activation_table.entries, 0, ${tables.entries - 1});
    end
  endgenerate`,
        ]),
    clearing('stateSram', index, tile.stateSram.banks, tile.stateSram.bankWords),
    clearing('vectorSram', index, tile.vectorSram.banks, tile.vectorSram.bankWords),
    clearing('channel', index, tile.channel.buffers, tile.channel.bufferWords),
  ].join('\n');
}

function imageLoading({ unit, width_bits, banks, bankWords, words }: MemoryImage, index: number): string {
  const name = `${unit}_image${index}`;
  const used = Math.min(banks, Math.ceil(words / bankWords));
  return `  logic [${width_bits - 1}:0] ${name}[0:${words - 1}];
  initial $readmemh("tile${index}/${unit}.hex", ${name});
  generate
    for (b = 0; b < ${used}; b = b + 1) begin : ${unit}_loading${index}
      integer i;
      initial begin
        #1;
        for (i = 0; i < ${bankWords} && b * ${bankWords} + i < ${words}; i = i + 1) begin
          accelerator.tile${index}.${unit}.banks[b].macro.words[i] = ${name}[b*${bankWords}+i];
        end
      end
    end
  endgenerate`;
}

function clearing(unit: string, index: number, banks: number, bankWords: number): string {
  return `  generate
    for (b = 0; b < ${banks}; b = b + 1) begin : ${unit}_clearing${index}
      integer i;
      initial for (i = 0; i < ${bankWords}; i = i + 1) accelerator.tile${index}.${unit}.banks[b].macro.words[i] = '0;
    end
  endgenerate`;
}

function monitor(hardware: HardwareConfiguration, index: number): string {
  const { macArray, legendreUnit, stateSram, weightSram, vectorSram, channel } = hardware.tiles[index]!;
  const tile = `accelerator.tile${index}`;
  const parameters = {
    TILE: index,
    LANES: macArray.lanes,
    WEIGHT_BITS: macArray.weightBits,
    OUTPUTS: hardware.outputsPerCycle,
    SCORES_BITS: scoreBits(hardware, index),
    COEFFICIENTS_BITS: legendreUnit.lanes * legendreUnit.coefficientBits,
    STATE_BITS: stateSram.stateBits,
    WEIGHT_BANKS: weightSram.banks,
    STATE_BANKS: stateSram.banks,
    VECTOR_BANKS: vectorSram.banks,
    BUFFERS: channel.buffers,
    BUFFER_WORDS: channel.bufferWords,
  };
  const signals = {
    sequencer_active: 'sequencer.active',
    sequencer_clocked: 'sequencer.clocked',
    program_clocked: 'programSram.clocks.clocked',
    mac_active: 'macArray.active',
    mac_clocked: 'macArray.clocked',
    weight_clocked: 'weightSram.clocks.clocked',
    bias_clocked: 'biasSram.clocks.clocked',
    post_active: 'postProcessor.active',
    post_clocked: 'postProcessor.clocked',
    legendre_active: 'legendreUnit.runs',
    legendre_clocked: 'legendreUnit.clocked',
    coefficient_clocked: 'coefficientSram.clocks.clocked',
    state_read_clocked: 'stateSram.read_clocks.clocked',
    state_write_clocked: 'stateSram.write_clocks.clocked',
    vector_read_clocked: 'vectorSram.read_clocks.clocked',
    vector_write_clocked: 'vectorSram.write_clocks.clocked',
    channel_read_clocked: 'channel.read_clocks.clocked',
    channel_write_clocked: 'channel.write_clocks.clocked',
    program_read: 'programSram.read',
    program_address: 'fetch_address',
    program_data: 'programSram.data',
    weight_read: 'weightSram.read',
    weight_bank: 'weightSram.bank',
    weight_address: 'weight_address',
    weight_data: 'weightSram.data',
    bias_read: 'biasSram.read',
    bias_address: 'bias_address',
    bias_data: 'biasSram.data',
    coefficient_read: 'coefficientSram.read',
    coefficient_address: 'coefficient_address',
    coefficient_data: 'coefficientSram.data',
    state_read: 'stateSram.read',
    state_read_bank: 'stateSram.read_bank',
    state_read_address: 'state_read_address',
    state_read_data: 'stateSram.read_data',
    state_write: 'stateSram.write',
    state_write_bank: 'stateSram.write_bank',
    state_write_address: 'state_write_address',
    state_write_data: 'stateSram.write_data',
    vector_read: 'vectorSram.read',
    vector_read_bank: 'vectorSram.read_bank',
    vector_read_address: 'vector_read_address',
    vector_read_data: 'vectorSram.read_data',
    vector_write: 'vectorSram.write',
    vector_write_bank: 'vectorSram.write_bank',
    vector_write_address: 'vector_write_address',
    vector_write_data: 'vectorSram.write_data',
    channel_read: 'channel.read',
    channel_read_buffer: 'held_buffer',
    channel_read_word: 'operand_address',
    channel_read_data: 'channel.read_data',
    channel_write: 'channel.write',
    channel_write_buffer: 'write_buffer',
    channel_write_word: 'input_word',
    channel_write_data: 'channel.write_data',
    full: 'alwaysOn.full',
    held: 'alwaysOn.held',
    retires: 'retires',
    pc: 'sequencer.pc',
    presents: 'presents',
    prediction: 'prediction',
    scores: 'scores',
  };
  return `${monitorInstance('tileMonitor', `monitor${index}`, parameters, ['watches'], tile, signals)}
${counters(hardware, index)}`;
}

function counters(hardware: HardwareConfiguration, index: number): string {
  const { macArray, legendreUnit, stateSram, weightSram, vectorSram } = hardware.tiles[index]!;
  const parameters = {
    TILE: index,
    LANES: macArray.lanes,
    OUTPUTS: hardware.outputsPerCycle,
    WEIGHT_BITS: macArray.weightBits,
    OPERAND_BITS: macArray.operandBits,
    STATE_BANKS: stateSram.banks,
    VECTOR_BANKS: vectorSram.banks,
    WEIGHT_BANKS: weightSram.banks,
    LEGENDRE_SCAN: Number(legendreUnit.mode === 'scan'),
    LEGENDRE_LANES: legendreUnit.lanes,
  };
  const signals = {
    fetches: 'sequencer.fetches',
    decodes: 'sequencer.decodes',
    issues: 'issues',
    stalled: 'stalled',
    gemv_runs: 'gemv_runs',
    legendre_runs: 'legendre_runs',
    clears_vector: 'clears_vector',
    clears_state: 'clears_state',
    executes: 'sequencer.executes',
    receiving: 'receiving',
    receives: 'receives',
    asleep: 'asleep',
    waking: 'alwaysOn.waking',
    starts_wake: 'alwaysOn.starts_wake',
    sleeps: 'sleeps',
    full: 'alwaysOn.full',
    halted: 'halted',
    retires: 'retires',
    multiplies: 'multiplies',
    multiply_lanes: 'multiply_lanes',
    captures: 'captures',
    capture_rows: 'capture_rows',
    operand: 'macArray.operand',
    weights: 'weights',
    reads_weights: 'issues',
    computes: 'computes',
    group_rows: 'group_rows',
    word0: 'word0',
    saturates: 'postProcessor.saturates',
    legendre_computes: 'legendreUnit.computes',
    legendre_completes: 'legendreUnit.completes',
    legendre_rows: 'legendreUnit.rows_left',
    writes_state: 'legendreUnit.writes_state',
    state_clamped: 'legendreUnit.drain.state_clamped',
    readout_clamped: 'legendreUnit.drain.readout_clamped',
    program_retains: 'programSram.retains',
    weight_retains: 'weightSram.retains',
    bias_retains: 'biasSram.retains',
    coefficient_retains: 'coefficientSram.retains',
    state_retains: 'stateSram.retains',
    vector_retains: 'vectorSram.retains',
  };
  return monitorInstance(
    'tileCounters',
    `counters${index}`,
    parameters,
    ['watches', 'reports'],
    `accelerator.tile${index}`,
    signals,
  );
}

function monitorInstance(
  module: string,
  name: string,
  parameters: Readonly<Record<string, number>>,
  flags: readonly string[],
  tile: string,
  signals: Readonly<Record<string, string>>,
): string {
  const list = (entries: readonly (readonly [string, string | number])[]): string =>
    entries.map(([port, value]) => `      .${port}(${value})`).join(',\n');
  return `  ${module} #(
${list(Object.entries(parameters))}
  ) ${name} (
${list(['clk', 'cycle', ...flags].map((flag) => [flag, flag] as const))},
${list(Object.entries(signals).map(([port, signal]) => [port, `${tile}.${signal}`] as const))}
  );
`;
}
