// A memory with one read and one write port, whose banks are clocked for each port on its own: vectorSram, stateSram and
// channel (rules M1, M2, G1). The output holds until the next read.
module readWriteSram #(
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
    input  logic [BANK_BITS-1:0] read_bank,
    input  logic [WORD_BITS-1:0] read_word,
    output logic [    WIDTH-1:0] read_data,
    input  logic                 write,
    input  logic [BANK_BITS-1:0] write_bank,
    input  logic [WORD_BITS-1:0] write_word,
    input  logic [    WIDTH-1:0] write_data
);
  logic [BANKS-1:0] read_active;
  logic [BANKS-1:0] read_clk;
  logic [BANKS-1:0] write_active;
  logic [BANKS-1:0] write_clk;
  logic [BANKS*WIDTH-1:0] bank_data;

  bankClocks #(
      .BANKS (BANKS),
      .GATING(GATING)
  ) read_clocks (
      .clk(clk),
      .reset(reset),
      .retains(retains),
      .access(read),
      .bank(read_bank),
      .active(read_active),
      .bank_clk(read_clk)
  );

  bankClocks #(
      .BANKS (BANKS),
      .GATING(GATING)
  ) write_clocks (
      .clk(clk),
      .reset(reset),
      .retains(retains),
      .access(write),
      .bank(write_bank),
      .active(write_active),
      .bank_clk(write_clk)
  );

  genvar b;
  generate
    for (b = 0; b < BANKS; b = b + 1) begin : banks
      sramBankTwoPort #(
          .WIDTH(WIDTH),
          .WORDS(BANK_WORDS)
      ) macro (
          .reset(reset),
          .read_clk(read_clk[b]),
          .read(read_active[b]),
          .read_word(read_word),
          .read_data(bank_data[b*WIDTH+:WIDTH]),
          .write_clk(write_clk[b]),
          .write(write_active[b]),
          .write_word(write_word),
          .write_data(write_data)
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
      .bank(read_bank),
      .bank_data(bank_data),
      .data(read_data)
  );
endmodule
