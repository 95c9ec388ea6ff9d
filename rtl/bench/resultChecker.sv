// Holds every result against what is expected: the cycle of its send, the argmax and the scores.
module resultChecker #(
    parameter FRAMES = 1,
    parameter SCORE_BITS = 20
) (
    input logic                  clk,
    input logic                  reset,
    input logic [          31:0] cycle,
    input logic                  presents,
    input logic [          15:0] prediction,
    input logic [SCORE_BITS-1:0] scores
);
  // The testbench loads them, one of each a frame.
  logic [31:0] send_cycles[0:FRAMES-1];
  logic [15:0] predictions[0:FRAMES-1];
  logic [SCORE_BITS-1:0] all_scores[0:FRAMES-1];

  integer results = 0;
  integer differences = 0;

  always @(posedge clk) begin
    if (!reset && presents) begin
      if (results >= FRAMES) begin
        differences = differences + 1;
        $display("DIFFERENCE cycle %0d: a result after the last frame's", cycle);
      end else if (cycle !== send_cycles[results] || prediction !== predictions[results] ||
                   scores !== all_scores[results]) begin
        differences = differences + 1;
        $display("DIFFERENCE frame %0d", results);
        $display("  expected: cycle %0d, argmax %0d, scores %h", send_cycles[results],
                 predictions[results], all_scores[results]);
        $display("  received: cycle %0d, argmax %0d, scores %h", cycle, prediction, scores);
      end
      results = results + 1;
    end
  end
endmodule
