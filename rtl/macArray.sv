// L lanes of multiply-accumulate (rules N4, N5, T4), each a clock domain (G1, G2).
module macArray #(
    parameter LANES = 4,
    parameter OUTPUTS = 2,
    parameter WEIGHT_BITS = 4,
    parameter OPERAND_BITS = 10,
    parameter ACCUMULATOR_BITS = 20,
    parameter GATING = 2,
    parameter ELEMENT_BITS = OUTPUTS > 1 ? $clog2(OUTPUTS) : 1
) (
    input  logic                              clk,
    input  logic                              reset,
    input  logic                              multiplies,
    input  logic                              first,
    input  logic                              from_channel,
    input  logic [          ELEMENT_BITS-1:0] element,
    input  logic [                       1:0] align,
    // Lanes that hold a row, from lane 0 on.
    input  logic [                      15:0] multiply_lanes,
    input  logic                              captures,
    input  logic [                      15:0] capture_rows,
    input  logic [     LANES*WEIGHT_BITS-1:0] weights,
    input  logic [             OUTPUTS*8-1:0] vector_word,
    input  logic [             OUTPUTS*8-1:0] channel_word,
    output logic [LANES*ACCUMULATOR_BITS-1:0] shadow
);
  `include "gating.svh"

  // The operand of the column: an element of the port's output that its segment reads, shifted left by its align (N4).
  logic [OUTPUTS*8-1:0] source;
  logic signed [7:0] value;
  logic signed [OPERAND_BITS-1:0] operand;
  assign source = from_channel ? channel_word : vector_word;
  assign value = source[8*32'(element)+:8];
  assign operand = OPERAND_BITS'(value) <<< align;

  logic [LANES-1:0] active;
  logic [LANES-1:0] clocked;

  genvar l;
  generate
    for (l = 0; l < LANES; l = l + 1) begin : lanes
      logic multiplies_here;
      logic captures_here;
      logic lane_clk;
      assign multiplies_here = multiplies && multiply_lanes > l;
      assign captures_here = captures && capture_rows > l;
      assign active[l] = multiplies_here || captures_here;
      // Lane 0 works whenever any lane does.
      assign clocked[l] = GATING == GATE_NEVER || (GATING == GATE_IDLE ? active[0] : active[l]);

      clockGate gate (
          .clk(clk),
          .enable(clocked[l]),
          .open(reset),
          .gated(lane_clk)
      );

      macLane #(
          .WEIGHT_BITS(WEIGHT_BITS),
          .OPERAND_BITS(OPERAND_BITS),
          .ACCUMULATOR_BITS(ACCUMULATOR_BITS)
      ) lane (
          .clk(lane_clk),
          .reset(reset),
          .multiplies(multiplies_here),
          .first(first),
          .captures(captures_here),
          .weight(weights[l*WEIGHT_BITS+:WEIGHT_BITS]),
          .operand(operand),
          .shadow(shadow[l*ACCUMULATOR_BITS+:ACCUMULATOR_BITS])
      );
    end
  endgenerate
endmodule
