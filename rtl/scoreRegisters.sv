// Score registers, and the argmax that streams with them (rule N7): the lowest index of the greatest score.
module scoreRegisters #(
    parameter OUTPUTS = 2,
    parameter BITS = 20,
    parameter SCORES = 16,
    parameter SHOWN_SCORES = SCORES > 0 ? SCORES : 1
) (
    input  logic                         clk,
    input  logic                         reset,
    input  logic                         writes,
    input  logic                         argmax,
    // Which P scores, and how many of them take part.
    input  logic [                 15:0] word,
    input  logic [                 15:0] rows,
    input  logic [     OUTPUTS*BITS-1:0] results,
    output logic [SHOWN_SCORES*BITS-1:0] scores,
    output logic [                 15:0] prediction
);
  generate
    if (SCORES == 0) begin : none
      assign scores = '0;
      assign prediction = '0;
      logic unused;
      assign unused = &{1'b0, clk, reset, writes, argmax, word, rows, results};
    end else begin : some
      logic signed [BITS-1:0] best;
      logic signed [BITS-1:0] next_best;
      logic [15:0] next_prediction;
      integer i;
      always_comb begin
        next_best = best;
        next_prediction = prediction;
        for (i = 0; i < OUTPUTS; i = i + 1) begin
          if (32'(rows) > i && ((word == 0 && i == 0) || $signed(results[i*BITS+:BITS]) > next_best)) begin
            next_best = results[i*BITS+:BITS];
            next_prediction = 16'(32'(word) * OUTPUTS + i);
          end
        end
      end

      always_ff @(posedge clk) begin
        if (reset) begin
          best <= '0;
          prediction <= '0;
        end else if (writes && argmax) begin
          best <= next_best;
          prediction <= next_prediction;
        end
      end

      genvar s;
      for (s = 0; s < SCORES; s = s + 1) begin : register
        always_ff @(posedge clk) begin
          if (reset) scores[s*BITS+:BITS] <= '0;
          else if (writes && word == s / OUTPUTS && rows > s % OUTPUTS) begin
            scores[s*BITS+:BITS] <= results[(s%OUTPUTS)*BITS+:BITS];
          end
        end
      end
    end
  endgenerate
endmodule
