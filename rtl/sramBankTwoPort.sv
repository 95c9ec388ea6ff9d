// A bank with one read port and one write port, each with its own clock (rules M1, G1): a model of a memory macro, to be
// replaced by one. Reading and writing one word in one cycle is an error of the program (rule M3).
module sramBankTwoPort #(
    parameter WIDTH = 32,
    parameter WORDS = 64,
    parameter WORD_BITS = WORDS > 1 ? $clog2(WORDS) : 1
) (
    input  logic                 reset,
    input  logic                 read_clk,
    input  logic                 read,
    input  logic [WORD_BITS-1:0] read_word,
    output logic [    WIDTH-1:0] read_data,
    input  logic                 write_clk,
    input  logic                 write,
    input  logic [WORD_BITS-1:0] write_word,
    input  logic [    WIDTH-1:0] write_data
);
  logic [WIDTH-1:0] words[0:WORDS-1];

  always_ff @(posedge read_clk) begin
    if (reset) read_data <= '0;
    else if (read) read_data <= words[WORDS > 1 ? read_word : '0];
  end

  always_ff @(posedge write_clk) begin
    if (write && !reset) words[WORDS > 1 ? write_word : '0] <= write_data;
  end
endmodule
