// Saturation (rule N3): clamps a number of WIDTH bits to those of BITS bits in two's complement.
module saturate #(
    parameter WIDTH = 20,
    parameter BITS = 8
) (
    input  logic signed [WIDTH-1:0] value,
    output logic signed [ BITS-1:0] kept,
    output logic                    clamped
);
  // It fits when all bits from the kept sign on are alike.
  generate
    if (WIDTH <= BITS) begin : wide_enough
      assign clamped = 1'b0;
      assign kept = BITS'(value);
    end else begin : narrower
      assign clamped = !(&value[WIDTH-1:BITS-1] || ~|value[WIDTH-1:BITS-1]);
      assign kept = clamped ? {value[WIDTH-1], {(BITS - 1) {~value[WIDTH-1]}}} : value[BITS-1:0];
    end
  endgenerate
endmodule
