// One lane of the MAC array (rules N5, T4): an accumulator, and the shadow register that it is copied to.
module macLane #(
    parameter WEIGHT_BITS = 4,
    parameter OPERAND_BITS = 10,
    parameter ACCUMULATOR_BITS = 20
) (
    // The lane's own clock domain.
    input  logic                               clk,
    input  logic                               reset,
    input  logic                               multiplies,
    // Loads the product instead of adding it.
    input  logic                               first,
    input  logic                               captures,
    input  logic signed [     WEIGHT_BITS-1:0] weight,
    input  logic signed [    OPERAND_BITS-1:0] operand,
    output logic signed [ACCUMULATOR_BITS-1:0] shadow
);
  localparam PRODUCT_BITS = WEIGHT_BITS + OPERAND_BITS;

  logic signed [ACCUMULATOR_BITS-1:0] accumulator;
  logic signed [PRODUCT_BITS-1:0] product;
  assign product = weight * operand;

  // Between two edges the shadow register takes the old sum, and the first column of the next row tile replaces it.
  always_ff @(posedge clk) begin
    if (reset) begin
      accumulator <= '0;
      shadow <= '0;
    end else begin
      if (multiplies) accumulator <= (first ? '0 : accumulator) + ACCUMULATOR_BITS'(product);
      if (captures) shadow <= accumulator;
    end
  end

  // No sum overflows, so bits of a product beyond the accumulator's say nothing (rules N5, N11).
  logic unused;
  assign unused = &{1'b0, product};
endmodule
