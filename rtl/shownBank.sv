// Shows the output of the bank that was read last (rule M1). The register of its number is clocked by reads only.
module shownBank #(
    parameter WIDTH = 32,
    parameter BANKS = 1,
    parameter BANK_BITS = BANKS > 1 ? $clog2(BANKS) : 1
) (
    input  logic                   clk,
    input  logic                   reset,
    input  logic                   read,
    input  logic [  BANK_BITS-1:0] bank,
    input  logic [BANKS*WIDTH-1:0] bank_data,
    output logic [      WIDTH-1:0] data
);
  generate
    if (BANKS == 1) begin : only
      assign data = bank_data;
      logic unused;
      assign unused = &{1'b0, clk, reset, read, bank};
    end else begin : one_of
      logic read_clk;
      logic [BANK_BITS-1:0] last;

      clockGate gate (
          .clk(clk),
          .enable(read),
          .open(reset),
          .gated(read_clk)
      );

      always_ff @(posedge read_clk) begin
        if (reset) last <= '0;
        else last <= bank;
      end

      // Words at a distance that is a power of two: any other would synthesise as a multiplier and a shifter.
      localparam STRIDE = 1 << $clog2(WIDTH);
      logic [BANKS*STRIDE-1:0] spread;
      genvar b;
      for (b = 0; b < BANKS; b = b + 1) begin : word
        assign spread[b*STRIDE+:STRIDE] = STRIDE'(bank_data[b*WIDTH+:WIDTH]);
      end
      assign data = spread[32'(last)*STRIDE+:WIDTH];
    end
  endgenerate
endmodule
