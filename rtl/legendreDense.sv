// Dense update (rule N8): K rows of A and B at once, one column a cycle.
module legendreDense #(
    parameter LANES = 2,
    parameter COEFFICIENT_BITS = 10,
    parameter ACCUMULATOR_BITS = 26,
    parameter STATE_BITS = 16
) (
    input  logic                                     clk,
    input  logic                                     reset,
    input  logic                                     computes,
    // Loads the product instead of adding it.
    input  logic                                     first,
    // A state of the old memory, or its input in the last column.
    input  logic signed [            STATE_BITS-1:0] operand,
    input  logic        [LANES*COEFFICIENT_BITS-1:0] coefficients,
    output logic        [LANES*ACCUMULATOR_BITS-1:0] sums
);
  localparam PRODUCT_BITS = COEFFICIENT_BITS + STATE_BITS;

  genvar l;
  generate
    for (l = 0; l < LANES; l = l + 1) begin : lanes
      logic signed [COEFFICIENT_BITS-1:0] coefficient;
      logic signed [PRODUCT_BITS-1:0] product;
      logic signed [ACCUMULATOR_BITS-1:0] accumulator;
      assign coefficient = coefficients[l*COEFFICIENT_BITS+:COEFFICIENT_BITS];
      assign product = coefficient * operand;
      assign sums[l*ACCUMULATOR_BITS+:ACCUMULATOR_BITS] = accumulator;

      // No sum overflows, so bits of a product beyond the accumulator's say nothing (rule N11).
      logic unused;
      assign unused = &{1'b0, product};

      always_ff @(posedge clk) begin
        if (reset) accumulator <= '0;
        else if (computes) accumulator <= (first ? '0 : accumulator) + ACCUMULATOR_BITS'(product);
      end
    end
  endgenerate
endmodule
