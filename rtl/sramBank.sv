// A bank with one read port (rule M1): a model of a memory macro, to be replaced by one. How it is loaded is the macro's
// affair; the testbench writes `words` before reset ends.
module sramBank #(
    parameter WIDTH = 32,
    parameter WORDS = 64,
    parameter WORD_BITS = WORDS > 1 ? $clog2(WORDS) : 1
) (
    input  logic                 clk,
    input  logic                 reset,
    input  logic                 read,
    input  logic [WORD_BITS-1:0] word,
    output logic [    WIDTH-1:0] data
);
  // verilator lint_off UNDRIVEN
  logic [WIDTH-1:0] words[0:WORDS-1];
  // verilator lint_on UNDRIVEN

  always_ff @(posedge clk) begin
    if (reset) data <= '0;
    else if (read) data <= words[WORDS > 1 ? word : '0];
  end
endmodule
