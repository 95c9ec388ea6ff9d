// Requantisation (rule N2): round half up, (value + 2^(shift-1)) >> shift. The bit below the result is what rounds it.
module roundShift #(
    parameter WIDTH = 20
) (
    input  logic signed [WIDTH-1:0] value,
    input  logic        [      4:0] shift,
    output logic signed [WIDTH-1:0] rounded
);
  logic signed [WIDTH:0] shifted;

  assign shifted = $signed({value, 1'b0}) >>> shift;
  assign rounded = $signed(shifted[WIDTH:1]) + $signed({{(WIDTH - 1) {1'b0}}, shifted[0]});
endmodule
