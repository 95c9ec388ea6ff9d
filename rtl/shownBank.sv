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

      assign data = bank_data[32'(last)*WIDTH+:WIDTH];
    end
  endgenerate
endmodule
