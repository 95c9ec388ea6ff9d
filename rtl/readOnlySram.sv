// A memory that is loaded before reset ends and then only read: programSram, weightSram, biasSram and coefficientSram
// (rules M1, M2). The output holds until the next read.
module readOnlySram #(
    parameter WIDTH = 32,
    parameter BANKS = 1,
    parameter BANK_WORDS = 64,
    parameter GATING = 2,
    parameter BANK_BITS = BANKS > 1 ? $clog2(BANKS) : 1,
    parameter WORD_BITS = BANK_WORDS > 1 ? $clog2(BANK_WORDS) : 1
) (
    input  logic                 clk,
    input  logic                 reset,
    input  logic                 retains,
    input  logic                 read,
    input  logic [BANK_BITS-1:0] bank,
    input  logic [WORD_BITS-1:0] word,
    output logic [    WIDTH-1:0] data
);
  logic [BANKS-1:0] active;
  logic [BANKS-1:0] bank_clk;
  logic [BANKS*WIDTH-1:0] bank_data;

  bankClocks #(
      .BANKS (BANKS),
      .GATING(GATING)
  ) clocks (
      .clk(clk),
      .reset(reset),
      .retains(retains),
      .access(read),
      .bank(bank),
      .active(active),
      .bank_clk(bank_clk)
  );

  genvar b;
  generate
    for (b = 0; b < BANKS; b = b + 1) begin : banks
      sramBank #(
          .WIDTH(WIDTH),
          .WORDS(BANK_WORDS)
      ) macro (
          .clk (bank_clk[b]),
          .reset(reset),
          .read(active[b]),
          .word(word),
          .data(bank_data[b*WIDTH+:WIDTH])
      );
    end
  endgenerate

  shownBank #(
      .WIDTH(WIDTH),
      .BANKS(BANKS)
  ) shown (
      .clk(clk),
      .reset(reset),
      .read(read),
      .bank(bank),
      .bank_data(bank_data),
      .data(data)
  );
endmodule
