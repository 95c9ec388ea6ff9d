// One tile: its units and the wires between them (section 2 of docs/accelerator.md).
module tile #(
    parameter OUTPUTS = 2,
    parameter WAKE_CYCLES = 0,
    parameter SEQUENCER_GATING = 1,
    parameter PROGRAM_WORDS = 64,
    parameter PROGRAM_GATING = 2,
    parameter PROGRAM_RETAINS = 0,
    parameter LANES = 4,
    parameter WEIGHT_BITS = 4,
    parameter OPERAND_BITS = 10,
    parameter ACCUMULATOR_BITS = 20,
    parameter MAC_GATING = 2,
    parameter WEIGHT_BANKS = 1,
    parameter WEIGHT_BANK_WORDS = 64,
    parameter WEIGHT_GATING = 2,
    parameter WEIGHT_RETAINS = 0,
    parameter BIAS_WORDS = 64,
    parameter BIAS_GATING = 2,
    parameter BIAS_RETAINS = 0,
    parameter TABLES = 0,
    parameter SCORES = 16,
    parameter POST_GATING = 1,
    parameter LEGENDRE_SCAN = 0,
    parameter LEGENDRE_LANES = 2,
    parameter COEFFICIENT_BITS = 10,
    parameter LEGENDRE_ACCUMULATOR_BITS = 26,
    parameter MAX_ORDER = 8,
    parameter LEGENDRE_GATING = 1,
    parameter COEFFICIENT_WORDS = 64,
    parameter COEFFICIENT_GATING = 2,
    parameter COEFFICIENT_RETAINS = 0,
    parameter STATE_BANKS = 1,
    parameter STATE_BANK_WORDS = 64,
    parameter STATE_BITS = 16,
    parameter STATE_GATING = 2,
    parameter STATE_RETAINS = 0,
    parameter VECTOR_BANKS = 1,
    parameter VECTOR_BANK_WORDS = 64,
    parameter VECTOR_GATING = 2,
    parameter VECTOR_RETAINS = 0,
    parameter BUFFERS = 2,
    parameter BUFFER_WORDS = 64,
    parameter CHANNEL_GATING = 2,
    parameter SHOWN_SCORES = SCORES > 0 ? SCORES : 1
) (
    input  logic                                     clk,
    input  logic                                     reset,
    // The input channel, as its writer sees it.
    output logic                                     input_room,
    input  logic                                     input_writes,
    input  logic [                             15:0] input_word,
    input  logic [                    OUTPUTS*8-1:0] input_data,
    input  logic                                     input_sends,
    // The output channel.
    input  logic                                     output_room,
    output logic                                     output_writes,
    output logic [                             15:0] output_word,
    output logic [                    OUTPUTS*8-1:0] output_data,
    output logic                                     output_sends,
    // A result, in the cycle in which it is presented.
    output logic                                     presents,
    output logic [SHOWN_SCORES*ACCUMULATOR_BITS-1:0] scores,
    output logic [                             15:0] prediction,
    // The tile sleeps in recv or has halted.
    output logic                                     rests
);
  localparam ELEMENT_BITS = OUTPUTS > 1 ? $clog2(OUTPUTS) : 1;
  localparam BUFFER_BITS = $clog2(BUFFERS);

  // Width of a number of banks, and of a word in a bank; at least one bit. `$clog2` of a bank's words is the shift that
  // leaves the bank of an address (rule M2).
  localparam PROGRAM_WORD_BITS = PROGRAM_WORDS > 1 ? $clog2(PROGRAM_WORDS) : 1;
  localparam WEIGHT_BANK_BITS = WEIGHT_BANKS > 1 ? $clog2(WEIGHT_BANKS) : 1;
  localparam WEIGHT_WORD_BITS = WEIGHT_BANK_WORDS > 1 ? $clog2(WEIGHT_BANK_WORDS) : 1;
  localparam BIAS_WORD_BITS = BIAS_WORDS > 1 ? $clog2(BIAS_WORDS) : 1;
  localparam COEFFICIENT_WORD_BITS = COEFFICIENT_WORDS > 1 ? $clog2(COEFFICIENT_WORDS) : 1;
  localparam STATE_BANK_BITS = STATE_BANKS > 1 ? $clog2(STATE_BANKS) : 1;
  localparam STATE_WORD_BITS = STATE_BANK_WORDS > 1 ? $clog2(STATE_BANK_WORDS) : 1;
  localparam VECTOR_BANK_BITS = VECTOR_BANKS > 1 ? $clog2(VECTOR_BANKS) : 1;
  localparam VECTOR_WORD_BITS = VECTOR_BANK_WORDS > 1 ? $clog2(VECTOR_BANK_WORDS) : 1;
  localparam BUFFER_WORD_BITS = BUFFER_WORDS > 1 ? $clog2(BUFFER_WORDS) : 1;

  // alwaysOn
  logic receiving;
  logic receives;
  logic releases;
  logic sleeps;
  logic asleep;
  logic dormant;
  logic halted;
  logic [BUFFER_BITS-1:0] write_buffer;
  logic [BUFFER_BITS-1:0] held_buffer;
  assign rests = asleep || halted;

  alwaysOn #(
      .BUFFERS(BUFFERS),
      .WAKE_CYCLES(WAKE_CYCLES)
  ) alwaysOn (
      .clk(clk),
      .reset(reset),
      .filled(input_sends),
      .room(input_room),
      .write_buffer(write_buffer),
      .receiving(receiving),
      .receives(receives),
      .releases(releases),
      .held_buffer(held_buffer),
      .output_room(output_room),
      .sleeps(sleeps),
      .asleep(asleep),
      .dormant(dormant)
  );

  // sequencer and programSram
  logic fetches;
  logic [15:0] fetch_address;
  logic [31:0] fetched;
  logic [31:0] word0;
  logic [31:0] word1;
  logic [31:0] word2;
  logic [31:0] word3;
  logic retires;
  logic clears_vector;
  logic clears_state;
  logic [15:0] clear_address;
  logic gemv_runs;
  logic issues;
  logic stalled;
  logic [15:0] weight_address;
  logic reads_operand;
  logic [15:0] operand_address;
  logic operand_from_channel;
  logic multiplies;
  logic multiply_first;
  logic multiply_from_channel;
  logic [ELEMENT_BITS-1:0] multiply_element;
  logic [1:0] multiply_align;
  logic [15:0] multiply_lanes;
  logic captures;
  logic [15:0] capture_rows;
  logic reads_bias;
  logic [15:0] bias_address;
  logic computes;
  logic [15:0] group;
  logic [15:0] group_rows;
  logic writes;
  logic [15:0] write_word;
  logic [15:0] write_rows;
  logic legendre_runs;
  logic legendre_retires;

  sequencer #(
      .LANES  (LANES),
      .OUTPUTS(OUTPUTS),
      .GATING (SEQUENCER_GATING)
  ) sequencer (
      .clk(clk),
      .reset(reset),
      .fetches(fetches),
      .fetch_address(fetch_address),
      .fetched(fetched),
      .receiving(receiving),
      .receives(receives),
      .dormant(dormant),
      .halted(halted),
      .word0(word0),
      .word1(word1),
      .word2(word2),
      .word3(word3),
      .retires(retires),
      .sends(output_sends),
      .presents(presents),
      .releases(releases),
      .clears_vector(clears_vector),
      .clears_state(clears_state),
      .clear_address(clear_address),
      .gemv_runs(gemv_runs),
      .issues(issues),
      .stalled(stalled),
      .weight_address(weight_address),
      .reads_operand(reads_operand),
      .operand_address(operand_address),
      .operand_from_channel(operand_from_channel),
      .multiplies(multiplies),
      .multiply_first(multiply_first),
      .multiply_from_channel(multiply_from_channel),
      .multiply_element(multiply_element),
      .multiply_align(multiply_align),
      .multiply_lanes(multiply_lanes),
      .captures(captures),
      .capture_rows(capture_rows),
      .reads_bias(reads_bias),
      .bias_address(bias_address),
      .computes(computes),
      .group(group),
      .group_rows(group_rows),
      .writes(writes),
      .write_word(write_word),
      .write_rows(write_rows),
      .legendre_runs(legendre_runs),
      .legendre_retires(legendre_retires)
  );

  readOnlySram #(
      .WIDTH(32),
      .BANK_WORDS(PROGRAM_WORDS),
      .GATING(PROGRAM_GATING)
  ) programSram (
      .clk(clk),
      .reset(reset),
      .retains(PROGRAM_RETAINS != 0 && sleeps),
      .read(fetches),
      .bank(1'b0),
      .word(fetch_address[PROGRAM_WORD_BITS-1:0]),
      .data(fetched)
  );

  // macArray and weightSram
  logic [LANES*WEIGHT_BITS-1:0] weights;
  logic [LANES*ACCUMULATOR_BITS-1:0] shadow;
  logic [OUTPUTS*8-1:0] vector_data;
  logic [OUTPUTS*8-1:0] channel_data;

  readOnlySram #(
      .WIDTH(LANES * WEIGHT_BITS),
      .BANKS(WEIGHT_BANKS),
      .BANK_WORDS(WEIGHT_BANK_WORDS),
      .GATING(WEIGHT_GATING)
  ) weightSram (
      .clk(clk),
      .reset(reset),
      .retains(WEIGHT_RETAINS != 0 && sleeps),
      .read(issues),
      .bank(WEIGHT_BANK_BITS'(weight_address >> $clog2(WEIGHT_BANK_WORDS))),
      .word(weight_address[WEIGHT_WORD_BITS-1:0]),
      .data(weights)
  );

  macArray #(
      .LANES(LANES),
      .OUTPUTS(OUTPUTS),
      .WEIGHT_BITS(WEIGHT_BITS),
      .OPERAND_BITS(OPERAND_BITS),
      .ACCUMULATOR_BITS(ACCUMULATOR_BITS),
      .GATING(MAC_GATING)
  ) macArray (
      .clk(clk),
      .reset(reset),
      .multiplies(multiplies),
      .first(multiply_first),
      .from_channel(multiply_from_channel),
      .element(multiply_element),
      .align(multiply_align),
      .multiply_lanes(multiply_lanes),
      .captures(captures),
      .capture_rows(capture_rows),
      .weights(weights),
      .vector_word(vector_data),
      .channel_word(channel_data),
      .shadow(shadow)
  );

  // postProcessor and biasSram
  logic [OUTPUTS*16-1:0] biases;
  logic [OUTPUTS*8-1:0] post_word;

  readOnlySram #(
      .WIDTH(OUTPUTS * 16),
      .BANK_WORDS(BIAS_WORDS),
      .GATING(BIAS_GATING)
  ) biasSram (
      .clk(clk),
      .reset(reset),
      .retains(BIAS_RETAINS != 0 && sleeps),
      .read(reads_bias),
      .bank(1'b0),
      .word(bias_address[BIAS_WORD_BITS-1:0]),
      .data(biases)
  );

  postProcessor #(
      .LANES(LANES),
      .OUTPUTS(OUTPUTS),
      .ACCUMULATOR_BITS(ACCUMULATOR_BITS),
      .TABLES(TABLES),
      .SCORES(SCORES),
      .GATING(POST_GATING)
  ) postProcessor (
      .clk(clk),
      .reset(reset),
      .shadow(shadow),
      .biases(biases),
      .biased(word0[14]),
      .shift(word0[10:6]),
      .activation(word0[20:19]),
      .table_index(word0[18:17]),
      .raw(word0[16]),
      .argmax(word0[15]),
      .computes(computes),
      .group(group),
      .group_rows(group_rows),
      .writes(writes),
      .write_word(write_word),
      .write_rows(write_rows),
      .vector_word(post_word),
      .scores(scores),
      .prediction(prediction)
  );
  assign output_writes = writes && word0[11];
  assign output_word   = write_word;
  assign output_data   = post_word;

  // legendreUnit and coefficientSram
  logic reads_state;
  logic [15:0] state_read_address;
  logic [STATE_BITS-1:0] state_data;
  logic legendre_reads_vector;
  logic [15:0] legendre_read_address;
  logic reads_coefficient;
  logic [15:0] coefficient_address;
  logic [LEGENDRE_LANES*COEFFICIENT_BITS-1:0] coefficients;
  logic legendre_writes_state;
  logic [15:0] legendre_state_address;
  logic [STATE_BITS-1:0] legendre_state;
  logic legendre_writes_vector;
  logic [15:0] legendre_write_address;
  logic [OUTPUTS*8-1:0] legendre_word;

  readOnlySram #(
      .WIDTH(LEGENDRE_LANES * COEFFICIENT_BITS),
      .BANK_WORDS(COEFFICIENT_WORDS),
      .GATING(COEFFICIENT_GATING)
  ) coefficientSram (
      .clk(clk),
      .reset(reset),
      .retains(COEFFICIENT_RETAINS != 0 && sleeps),
      .read(reads_coefficient),
      .bank(1'b0),
      .word(coefficient_address[COEFFICIENT_WORD_BITS-1:0]),
      .data(coefficients)
  );

  legendreUnit #(
      .SCAN(LEGENDRE_SCAN),
      .LANES(LEGENDRE_LANES),
      .COEFFICIENT_BITS(COEFFICIENT_BITS),
      .ACCUMULATOR_BITS(LEGENDRE_ACCUMULATOR_BITS),
      .MAX_ORDER(MAX_ORDER),
      .STATE_BITS(STATE_BITS),
      .OUTPUTS(OUTPUTS),
      .GATING(LEGENDRE_GATING)
  ) legendreUnit (
      .clk(clk),
      .reset(reset),
      .runs(legendre_runs),
      .order_less_1(word0[25:18]),
      .input_shift(word0[17:13]),
      .coefficient_shift(word0[12:8]),
      .readout_shift(word0[7:3]),
      .memories(word1[15:0]),
      .input_base(word1[31:16]),
      .readout_base(word2[15:0]),
      .state_base(word2[31:16]),
      .coefficient_base(word3[15:0]),
      .retires(legendre_retires),
      .reads_state(reads_state),
      .state_read_address(state_read_address),
      .state_word(state_data),
      .reads_vector(legendre_reads_vector),
      .vector_read_address(legendre_read_address),
      .vector_word(vector_data),
      .reads_coefficient(reads_coefficient),
      .coefficient_address(coefficient_address),
      .coefficients(coefficients),
      .writes_state(legendre_writes_state),
      .state_write_address(legendre_state_address),
      .state_written(legendre_state),
      .writes_vector(legendre_writes_vector),
      .vector_write_address(legendre_write_address),
      .vector_written(legendre_word)
  );

  // stateSram: clear writes zeros.
  logic writes_state;
  logic [15:0] state_write_address;
  assign writes_state = clears_state || legendre_writes_state;
  assign state_write_address = clears_state ? clear_address : legendre_state_address;

  readWriteSram #(
      .WIDTH(STATE_BITS),
      .BANKS(STATE_BANKS),
      .BANK_WORDS(STATE_BANK_WORDS),
      .GATING(STATE_GATING)
  ) stateSram (
      .clk(clk),
      .reset(reset),
      .retains(STATE_RETAINS != 0 && sleeps),
      .read(reads_state),
      .read_bank(STATE_BANK_BITS'(state_read_address >> $clog2(STATE_BANK_WORDS))),
      .read_word(state_read_address[STATE_WORD_BITS-1:0]),
      .read_data(state_data),
      .write(writes_state),
      .write_bank(STATE_BANK_BITS'(state_write_address >> $clog2(STATE_BANK_WORDS))),
      .write_word(state_write_address[STATE_WORD_BITS-1:0]),
      .write_data(clears_state ? '0 : legendre_state)
  );

  // vectorSram: read by gemv and legendre, written by both and by clear.
  logic reads_vector;
  logic [15:0] vector_read_address;
  logic post_writes_vector;
  logic writes_vector;
  logic [15:0] vector_write_address;
  logic [OUTPUTS*8-1:0] vector_written;
  assign reads_vector = gemv_runs ? reads_operand && !operand_from_channel : legendre_reads_vector;
  assign vector_read_address = gemv_runs ? operand_address : legendre_read_address;
  assign post_writes_vector = writes && word0[12];
  assign writes_vector = post_writes_vector || clears_vector || legendre_writes_vector;
  assign vector_write_address = clears_vector ? clear_address :
      legendre_runs ? legendre_write_address : word2[31:16] + write_word;
  assign vector_written = clears_vector ? '0 : legendre_runs ? legendre_word : post_word;

  readWriteSram #(
      .WIDTH(OUTPUTS * 8),
      .BANKS(VECTOR_BANKS),
      .BANK_WORDS(VECTOR_BANK_WORDS),
      .GATING(VECTOR_GATING)
  ) vectorSram (
      .clk(clk),
      .reset(reset),
      .retains(VECTOR_RETAINS != 0 && sleeps),
      .read(reads_vector),
      .read_bank(VECTOR_BANK_BITS'(vector_read_address >> $clog2(VECTOR_BANK_WORDS))),
      .read_word(vector_read_address[VECTOR_WORD_BITS-1:0]),
      .read_data(vector_data),
      .write(writes_vector),
      .write_bank(VECTOR_BANK_BITS'(vector_write_address >> $clog2(VECTOR_BANK_WORDS))),
      .write_word(vector_write_address[VECTOR_WORD_BITS-1:0]),
      .write_data(vector_written)
  );

  // channel: a buffer is a bank (rule H1).
  readWriteSram #(
      .WIDTH(OUTPUTS * 8),
      .BANKS(BUFFERS),
      .BANK_WORDS(BUFFER_WORDS),
      .GATING(CHANNEL_GATING)
  ) channel (
      .clk(clk),
      .reset(reset),
      .retains(1'b0),
      .read(reads_operand && operand_from_channel),
      .read_bank(held_buffer),
      .read_word(operand_address[BUFFER_WORD_BITS-1:0]),
      .read_data(channel_data),
      .write(input_writes),
      .write_bank(write_buffer),
      .write_word(input_word[BUFFER_WORD_BITS-1:0]),
      .write_data(input_data)
  );

  // Addresses have 16 bits whatever the size of a memory; the last two are for who watches.
  logic unused;
  assign unused = &{1'b0, input_word, fetch_address, word0, word3, bias_address, coefficient_address, retires, stalled};
endmodule
