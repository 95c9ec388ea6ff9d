// Advances the linear memories of a layer (rules N8 to N10, T5): loads one memory ahead of the one that is computed, while
// legendreDrain rounds and writes back what is done.
module legendreUnit #(
    // 0 dense, 1 scan.
    parameter SCAN = 0,
    // K.
    parameter LANES = 2,
    parameter COEFFICIENT_BITS = 10,
    parameter ACCUMULATOR_BITS = 26,
    parameter MAX_ORDER = 8,
    parameter STATE_BITS = 16,
    parameter OUTPUTS = 2,
    parameter GATING = 1
) (
    input  logic                              clk,
    input  logic                              reset,
    // The instruction.
    input  logic                              runs,
    input  logic [                       7:0] order_less_1,
    input  logic [                       4:0] input_shift,
    input  logic [                       4:0] coefficient_shift,
    input  logic [                       4:0] readout_shift,
    input  logic [                      15:0] memories,
    input  logic [                      15:0] input_base,
    input  logic [                      15:0] readout_base,
    input  logic [                      15:0] state_base,
    input  logic [                      15:0] coefficient_base,
    // The last readouts are being written.
    output logic                              retires,
    output logic                              reads_state,
    output logic [                      15:0] state_read_address,
    input  logic [            STATE_BITS-1:0] state_word,
    output logic                              reads_vector,
    output logic [                      15:0] vector_read_address,
    input  logic [             OUTPUTS*8-1:0] vector_word,
    output logic                              reads_coefficient,
    output logic [                      15:0] coefficient_address,
    input  logic [LANES*COEFFICIENT_BITS-1:0] coefficients,
    output logic                              writes_state,
    output logic [                      15:0] state_write_address,
    output logic [            STATE_BITS-1:0] state_written,
    output logic                              writes_vector,
    output logic [                      15:0] vector_write_address,
    output logic [             OUTPUTS*8-1:0] vector_written
);
  `include "gating.svh"

  localparam ELEMENT_BITS = OUTPUTS > 1 ? $clog2(OUTPUTS) : 1;
  localparam logic [ELEMENT_BITS-1:0] LAST_ELEMENT = ELEMENT_BITS'(OUTPUTS - 1);
  localparam ORDER_BITS = MAX_ORDER > 1 ? $clog2(MAX_ORDER) : 1;
  localparam logic [8:0] K = 9'(LANES);

  logic clocked;
  logic gated_clk;
  assign clocked = GATING == GATE_NEVER || runs;
  clockGate gate (
      .clk(clk),
      .enable(clocked),
      .open(reset),
      .gated(gated_clk)
  );

  // The schedule: d + 1 cycles in which memory 0 is loaded, then Z cycles for each memory, then the rest of the drain.
  logic computes;
  logic drains;
  // While loading: the cycle. Then the column; dense memories pass through d + 1 of them for every K rows.
  logic [8:0] column;
  logic first_pass;
  logic [8:0] rows_left;
  // The memory that is computed.
  logic [15:0] memory;

  logic [8:0] order;
  logic loads;
  logic last_column;
  logic last_pass;
  logic memory_ends;
  logic [15:0] next_memory;
  logic swaps;
  assign order = 9'(order_less_1) + 9'd1;
  assign loads = runs && !computes && !drains;
  assign last_column = SCAN != 0 && computes ? column + 9'd1 == order : column == order;
  assign last_pass = SCAN != 0 || rows_left <= K;
  assign memory_ends = last_column && (loads || (computes && last_pass));
  assign next_memory = loads ? 16'd0 : memory + 16'd1;
  // The loaded memory becomes the old one at the end of this cycle.
  assign swaps = memory_ends && next_memory != memories;

  always_ff @(posedge gated_clk) begin
    if (reset || retires) begin
      computes <= 1'b0;
      drains <= 1'b0;
      column <= '0;
      first_pass <= 1'b1;
      rows_left <= '0;
      memory <= '0;
    end else if (runs) begin
      if (memory_ends) begin
        computes <= swaps;
        drains <= !swaps;
        memory <= next_memory;
        rows_left <= order;
        first_pass <= 1'b1;
      end else if (last_column) begin
        rows_left <= rows_left - K;
        first_pass <= 1'b0;
      end
      column <= last_column ? '0 : column + 9'd1;
    end
  end

  // Reading: order i of the memory that is loaded, in the cycle before it arrives.
  logic reads_first;
  logic reads_other;
  logic [8:0] read_order;
  logic [15:0] states_read;
  logic [15:0] inputs_read;
  logic [ELEMENT_BITS-1:0] input_element;
  assign reads_first = (loads && column == 0) || (swaps && next_memory + 16'd1 != memories);
  assign read_order = loads ? column : column + 9'd1;
  assign reads_other = read_order < order &&
      (loads ? column != 0 : computes && first_pass && next_memory != memories);
  assign reads_state = reads_first || (reads_other && !memory_ends);
  assign state_read_address = state_base + states_read;
  assign reads_vector = reads_first && input_element == 0;
  assign vector_read_address = input_base + inputs_read;

  logic arrives;
  logic [ORDER_BITS-1:0] arriving;
  always_ff @(posedge gated_clk) begin
    if (reset || retires) begin
      states_read <= '0;
      inputs_read <= '0;
      input_element <= '0;
      arrives <= 1'b0;
      arriving <= '0;
    end else begin
      arrives  <= reads_state;
      arriving <= reads_first ? '0 : ORDER_BITS'(read_order);
      if (reads_state) states_read <= states_read + 16'd1;
      if (reads_first) begin
        input_element <= input_element == LAST_ELEMENT ? '0 : input_element + 1'b1;
        if (input_element == LAST_ELEMENT) inputs_read <= inputs_read + 16'd1;
      end
    end
  end

  // The memory that is loaded, and the old one that every order is computed from; the word that arrives in the cycle of
  // the swap goes to both.
  logic [MAX_ORDER*STATE_BITS-1:0] loading;
  logic [MAX_ORDER*STATE_BITS-1:0] loaded;
  logic [MAX_ORDER*STATE_BITS-1:0] old;
  logic [ELEMENT_BITS-1:0] swap_element;
  logic signed [7:0] input_value;
  genvar i;
  generate
    for (i = 0; i < MAX_ORDER; i = i + 1) begin : orders
      assign loaded[i*STATE_BITS+:STATE_BITS] =
          arrives && 32'(arriving) == i ? state_word : loading[i*STATE_BITS+:STATE_BITS];
    end
  endgenerate
  always_ff @(posedge gated_clk) begin
    if (reset) begin
      loading <= '0;
      old <= '0;
      input_value <= '0;
    end else begin
      loading <= loaded;
      if (swaps) begin
        old <= loaded;
        input_value <= vector_word[8*32'(swap_element)+:8];
      end
    end
  end
  always_ff @(posedge gated_clk) begin
    if (reset || retires) swap_element <= '0;
    else if (swaps) swap_element <= swap_element == LAST_ELEMENT ? '0 : swap_element + 1'b1;
  end

  logic signed [STATE_BITS-1:0] state;
  logic signed [STATE_BITS-1:0] shifted_input;
  assign state = old[STATE_BITS*32'(ORDER_BITS'(column))+:STATE_BITS];
  assign shifted_input = STATE_BITS'(input_value) <<< input_shift;

  // Rows whose sums are complete, in the cycle in which the drain takes them.
  logic completes;
  logic [8:0] completed_rows;
  logic completes_last;
  logic [LANES*ACCUMULATOR_BITS-1:0] sums;
  always_ff @(posedge gated_clk) begin
    if (reset || retires) begin
      completes <= 1'b0;
      completed_rows <= '0;
      completes_last <= 1'b0;
    end else begin
      completes <= computes && (SCAN != 0 || last_column);
      completed_rows <= SCAN != 0 ? 9'd1 : rows_left <= K ? rows_left : K;
      completes_last <= computes && memory_ends && !swaps;
    end
  end

  generate
    if (SCAN != 0) begin : scan
      assign reads_coefficient   = computes;
      assign coefficient_address = coefficient_base + 16'(column);

      legendreScan #(
          .COEFFICIENT_BITS(COEFFICIENT_BITS),
          .ACCUMULATOR_BITS(ACCUMULATOR_BITS),
          .MAX_ORDER(MAX_ORDER),
          .STATE_BITS(STATE_BITS)
      ) arithmetic (
          .clk(gated_clk),
          .reset(reset),
          .arrives(arrives),
          .arriving_state(state_word),
          .swaps(swaps),
          .computes(computes),
          .odd(column[0]),
          .state(state),
          .shifted_input(shifted_input),
          .coefficient_shift(coefficient_shift),
          .coefficient(coefficients),
          .sum(sums)
      );
    end else begin : dense
      // Words of the memory's coefficients that have been read.
      logic [15:0] position;
      assign reads_coefficient   = swaps || (computes && !memory_ends);
      assign coefficient_address = coefficient_base + (memory_ends ? 16'd0 : position);
      always_ff @(posedge gated_clk) begin
        if (reset || retires) position <= '0;
        else if (memory_ends) position <= 16'd1;
        else if (computes) position <= position + 16'd1;
      end

      legendreDense #(
          .LANES(LANES),
          .COEFFICIENT_BITS(COEFFICIENT_BITS),
          .ACCUMULATOR_BITS(ACCUMULATOR_BITS),
          .STATE_BITS(STATE_BITS)
      ) arithmetic (
          .clk(gated_clk),
          .reset(reset),
          .computes(computes),
          .first(column == 0),
          .operand(last_column ? shifted_input : state),
          .coefficients(coefficients),
          .sums(sums)
      );
    end
  endgenerate

  legendreDrain #(
      .LANES(LANES),
      .ACCUMULATOR_BITS(ACCUMULATOR_BITS),
      .STATE_BITS(STATE_BITS),
      .OUTPUTS(OUTPUTS)
  ) drain (
      .clk(gated_clk),
      .reset(reset),
      .completes(completes),
      .completed_rows(completed_rows),
      .completes_last(completes_last),
      .sums(sums),
      .coefficient_shift(coefficient_shift),
      .readout_shift(readout_shift),
      .state_base(state_base),
      .readout_base(readout_base),
      .retires(retires),
      .writes_state(writes_state),
      .state_write_address(state_write_address),
      .state_written(state_written),
      .writes_vector(writes_vector),
      .vector_write_address(vector_write_address),
      .vector_written(vector_written)
  );
endmodule
