// Scan update (rules N9, T5): forward Euler by running sums, one order a cycle.
module legendreScan #(
    parameter COEFFICIENT_BITS = 10,
    parameter ACCUMULATOR_BITS = 26,
    parameter MAX_ORDER = 8,
    parameter STATE_BITS = 16
) (
    input  logic                               clk,
    input  logic                               reset,
    // Loading: a state of the memory that comes next.
    input  logic                               arrives,
    input  logic signed [      STATE_BITS-1:0] arriving_state,
    input  logic                               swaps,
    // In a(n) + i: order i of the old memory.
    input  logic                               computes,
    input  logic                               odd,
    input  logic signed [      STATE_BITS-1:0] state,
    input  logic signed [      STATE_BITS-1:0] shifted_input,
    // One cycle later.
    input  logic        [                 4:0] coefficient_shift,
    input  logic signed [COEFFICIENT_BITS-1:0] coefficient,
    output logic signed [ACCUMULATOR_BITS-1:0] sum
);
  // Wide enough for S_i of the greatest order; what it is made of may wrap, as sums in two's complement do.
  localparam BITS = STATE_BITS + $clog2(MAX_ORDER + 1);
  localparam PRODUCT_BITS = COEFFICIENT_BITS + BITS;

  // Sum of the memory that is loaded, and of the old one.
  logic signed [BITS-1:0] loading_total;
  logic signed [BITS-1:0] loaded_total;
  logic signed [BITS-1:0] total;
  assign loaded_total = loading_total + (arrives ? BITS'(arriving_state) : '0);

  logic signed [BITS-1:0] plain;
  logic signed [BITS-1:0] next_plain;
  logic signed [BITS-1:0] alternating;
  logic signed [BITS-1:0] next_alternating;
  logic signed [BITS-1:0] rest;
  assign next_plain = plain + BITS'(state);
  assign next_alternating = odd ? alternating - BITS'(state) : alternating + BITS'(state);
  assign rest = BITS'(shifted_input) - next_alternating;

  logic signed [BITS-1:0] scan_sum;
  logic signed [STATE_BITS-1:0] scan_state;

  always_ff @(posedge clk) begin
    if (reset) begin
      loading_total <= '0;
      total <= '0;
      plain <= '0;
      alternating <= '0;
      scan_sum <= '0;
      scan_state <= '0;
    end else begin
      loading_total <= swaps ? '0 : loaded_total;
      if (swaps) total <= loaded_total;
      if (swaps) begin
        plain <= '0;
        alternating <= '0;
      end else if (computes) begin
        plain <= next_plain;
        alternating <= next_alternating;
      end
      if (computes) begin
        scan_sum   <= next_plain - total + (odd ? -rest : rest);
        scan_state <= state;
      end
    end
  end

  logic signed [PRODUCT_BITS-1:0] product;
  logic signed [ACCUMULATOR_BITS-1:0] kept_state;
  assign product = coefficient * scan_sum;
  assign kept_state = ACCUMULATOR_BITS'(scan_state) <<< coefficient_shift;
  assign sum = kept_state + ACCUMULATOR_BITS'(product);

  // No sum overflows, so bits of a product beyond the accumulator's say nothing (rules N5, N11).
  logic unused;
  assign unused = &{1'b0, product};
endmodule
