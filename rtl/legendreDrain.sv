// The last stages of the Legendre unit (rules N8 to N10, T5): rounds one state a cycle, writes it back, and packs the
// readouts into words.
module legendreDrain #(
    parameter LANES = 2,
    parameter ACCUMULATOR_BITS = 26,
    parameter STATE_BITS = 16,
    parameter OUTPUTS = 2
) (
    input  logic                              clk,
    input  logic                              reset,
    // So many sums are complete; the last ones of the instruction.
    input  logic                              completes,
    input  logic [                       8:0] completed_rows,
    input  logic                              completes_last,
    input  logic [LANES*ACCUMULATOR_BITS-1:0] sums,
    input  logic [                       4:0] coefficient_shift,
    input  logic [                       4:0] readout_shift,
    input  logic [                      15:0] state_base,
    input  logic [                      15:0] readout_base,
    output logic                              retires,
    output logic                              writes_state,
    output logic [                      15:0] state_write_address,
    output logic [            STATE_BITS-1:0] state_written,
    output logic                              writes_vector,
    output logic [                      15:0] vector_write_address,
    output logic [             OUTPUTS*8-1:0] vector_written
);
  localparam ELEMENT_BITS = OUTPUTS > 1 ? $clog2(OUTPUTS) : 1;
  localparam logic [ELEMENT_BITS-1:0] LAST_ELEMENT = ELEMENT_BITS'(OUTPUTS - 1);

  // Row 0 is the next one to be rounded.
  logic [LANES*ACCUMULATOR_BITS-1:0] rows;
  logic [8:0] rows_left;
  logic last_rows;
  logic [15:0] states_written;
  logic [ELEMENT_BITS-1:0] element;
  logic [15:0] words_written;

  logic last_row;
  logic completes_word;
  assign writes_state = rows_left != 0;
  assign last_row = last_rows && rows_left == 9'd1;
  assign completes_word = writes_state && (element == LAST_ELEMENT || last_row);

  logic signed [ACCUMULATOR_BITS-1:0] rounded;
  logic signed [STATE_BITS-1:0] state;
  logic signed [STATE_BITS-1:0] rounded_state;
  logic signed [7:0] readout;
  // What saturation changes (N3); nothing in the tile reads it.
  logic state_clamped;
  logic readout_clamped;
  roundShift #(
      .WIDTH(ACCUMULATOR_BITS)
  ) state_rounding (
      .value(rows[ACCUMULATOR_BITS-1:0]),
      .shift(coefficient_shift),
      .rounded(rounded)
  );
  saturate #(
      .WIDTH(ACCUMULATOR_BITS),
      .BITS (STATE_BITS)
  ) state_saturation (
      .value(rounded),
      .kept(state),
      .clamped(state_clamped)
  );
  roundShift #(
      .WIDTH(STATE_BITS)
  ) readout_rounding (
      .value(state),
      .shift(readout_shift),
      .rounded(rounded_state)
  );
  saturate #(
      .WIDTH(STATE_BITS),
      .BITS (8)
  ) readout_saturation (
      .value(rounded_state),
      .kept(readout),
      .clamped(readout_clamped)
  );
  assign state_write_address = state_base + states_written;
  assign state_written = state;
  assign vector_write_address = readout_base + words_written;

  always_ff @(posedge clk) begin
    if (reset || retires) begin
      rows_left <= '0;
      last_rows <= 1'b0;
      states_written <= '0;
      element <= '0;
      words_written <= '0;
      writes_vector <= 1'b0;
      retires <= 1'b0;
    end else begin
      if (completes) begin
        rows_left <= completed_rows;
        last_rows <= completes_last;
      end else if (writes_state) begin
        rows_left <= rows_left - 9'd1;
      end
      if (writes_state) begin
        states_written <= states_written + 16'd1;
        element <= completes_word ? '0 : element + 1'b1;
      end
      if (writes_vector) words_written <= words_written + 16'd1;
      writes_vector <= completes_word;
      retires <= writes_state && last_row;
    end
  end

  generate
    if (LANES > 1) begin : shift_rows
      always_ff @(posedge clk) begin
        if (reset) rows <= '0;
        else if (completes) rows <= sums;
        else if (writes_state) rows <= rows >> ACCUMULATOR_BITS;
      end
    end else begin : single_row
      always_ff @(posedge clk) begin
        if (reset) rows <= '0;
        else if (completes) rows <= sums;
      end
    end
  endgenerate

  // The first readout of a word clears the others, so that those beyond the last are 0 (M5).
  genvar i;
  generate
    for (i = 0; i < OUTPUTS; i = i + 1) begin : readouts
      always_ff @(posedge clk) begin
        if (reset) vector_written[i*8+:8] <= '0;
        else if (writes_state && 32'(element) == i) vector_written[i*8+:8] <= readout;
        else if (writes_state && element == 0) vector_written[i*8+:8] <= '0;
      end
    end
  endgenerate

  logic unused;
  assign unused = &{1'b0, state_clamped, readout_clamped};
endmodule
