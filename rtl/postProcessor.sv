// Bias, rounding shift, saturation, activation, argmax and score registers: P results a cycle (rules N2, N3, N6, N7, T4).
module postProcessor #(
    parameter LANES = 4,
    parameter OUTPUTS = 2,
    parameter ACCUMULATOR_BITS = 20,
    parameter TABLES = 0,
    parameter SCORES = 16,
    parameter GATING = 1,
    // Score registers of the port: at least one, which is 0 when there are none.
    parameter SHOWN_SCORES = SCORES > 0 ? SCORES : 1
) (
    input  logic                                     clk,
    input  logic                                     reset,
    input  logic [       LANES*ACCUMULATOR_BITS-1:0] shadow,
    input  logic [                   OUTPUTS*16-1:0] biases,
    // The instruction.
    input  logic                                     biased,
    input  logic [                              4:0] shift,
    input  logic [                              1:0] activation,
    input  logic [                              1:0] table_index,
    input  logic                                     raw,
    input  logic                                     argmax,
    // See gemvDrain.
    input  logic                                     computes,
    input  logic [                             15:0] group,
    input  logic [                             15:0] group_rows,
    input  logic                                     writes,
    input  logic [                             15:0] write_word,
    input  logic [                             15:0] write_rows,
    // The vector word that is written; elements beyond the rows are 0 (M5).
    output logic [                    OUTPUTS*8-1:0] vector_word,
    output logic [SHOWN_SCORES*ACCUMULATOR_BITS-1:0] scores,
    output logic [                             15:0] prediction
);
  `include "gating.svh"
  `include "instruction.svh"

  localparam BITS = ACCUMULATOR_BITS;

  logic active;
  logic clocked;
  logic gated_clk;
  assign active  = computes || writes;
  assign clocked = GATING == GATE_NEVER || active;
  clockGate gate (
      .clk(clk),
      .enable(clocked),
      .open(reset),
      .gated(gated_clk)
  );

  // Results at accumulator width, so that a register serves vectors and scores.
  logic [OUTPUTS*BITS-1:0] next_results;
  logic [OUTPUTS*BITS-1:0] results;
  // Results that saturation changes in this cycle (N3); nothing in the tile reads it.
  logic [OUTPUTS-1:0] saturates;
  logic [OUTPUTS*BITS-1:0] group_sums;

  // Groups at a distance that is a power of two, see shownBank.
  localparam STRIDE = 1 << $clog2(OUTPUTS * BITS);
  logic [LANES/OUTPUTS*STRIDE-1:0] spread;
  assign group_sums = spread[STRIDE*32'(group)+:OUTPUTS*BITS];

  genvar i;
  generate
    for (i = 0; i < LANES / OUTPUTS; i = i + 1) begin : groups
      assign spread[i*STRIDE+:STRIDE] = STRIDE'(shadow[i*OUTPUTS*BITS+:OUTPUTS*BITS]);
    end
    for (i = 0; i < OUTPUTS; i = i + 1) begin : result
      logic signed [BITS-1:0] sum;
      logic signed [BITS-1:0] rounded;
      logic signed [7:0] kept;
      logic signed [7:0] looked_up;
      logic signed [7:0] activated;
      logic clamped;
      logic negative;
      logic counts;
      assign sum = $signed(group_sums[i*BITS+:BITS]) +
          (biased ? BITS'($signed(biases[i*16+:16])) : '0);
      assign negative = kept[7];
      assign counts = computes && group_rows > i;

      roundShift #(
          .WIDTH(BITS)
      ) rounding (
          .value(sum),
          .shift(shift),
          .rounded(rounded)
      );
      saturate #(
          .WIDTH(BITS),
          .BITS (8)
      ) saturation (
          .value(rounded),
          .kept(kept),
          .clamped(clamped)
      );
      if (TABLES > 0) begin : tables
        activationTable #(
            .TABLES(TABLES)
        ) activation_table (
            .table_index(table_index),
            .index(kept),
            .value(looked_up)
        );
      end else begin : no_tables
        assign looked_up = kept;
      end

      always_comb begin
        case (activation)
          ACTIVATION_RELU: activated = negative ? 8'sd0 : kept;
          ACTIVATION_TABLE: activated = looked_up;
          default: activated = kept;
        endcase
      end
      // The clamp of ReLU at 0 is not a saturation.
      assign saturates[i] = counts && !raw && clamped && !(activation == ACTIVATION_RELU && negative);
      assign next_results[i*BITS+:BITS] = !counts ? '0 : raw ? sum : BITS'(activated);
      assign vector_word[i*8+:8] = results[i*BITS+:8];
    end
  endgenerate

  always_ff @(posedge gated_clk) begin
    if (reset) results <= '0;
    else if (computes) results <= next_results;
  end

  scoreRegisters #(
      .OUTPUTS(OUTPUTS),
      .BITS(BITS),
      .SCORES(SCORES)
  ) score_registers (
      .clk(gated_clk),
      .reset(reset),
      .writes(writes && raw),
      .argmax(argmax),
      .word(write_word),
      .rows(write_rows),
      .results(results),
      .scores(scores),
      .prediction(prediction)
  );

  logic unused;
  assign unused = &{1'b0, saturates, TABLES > 0 ? 2'b0 : table_index};
endmodule
