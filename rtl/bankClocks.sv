// The clocks of one port of a memory, one domain a bank (rules G1, G2): which bank works, and which gates are open.
module bankClocks #(
    parameter BANKS = 1,
    parameter GATING = 2,
    parameter BANK_BITS = BANKS > 1 ? $clog2(BANKS) : 1
) (
    input  logic                 clk,
    input  logic                 reset,
    // The memory retains: its clocks stop whatever the policy (rule H5).
    input  logic                 retains,
    input  logic                 access,
    input  logic [BANK_BITS-1:0] bank,
    output logic [    BANKS-1:0] active,
    output logic [    BANKS-1:0] bank_clk
);
  `include "gating.svh"

  logic [BANKS-1:0] clocked;

  genvar b;
  generate
    for (b = 0; b < BANKS; b = b + 1) begin : domain
      assign active[b] = access && 32'(bank) == b;
      assign clocked[b] = !retains &&
          (GATING == GATE_NEVER || (GATING == GATE_IDLE ? access : active[b]));
      clockGate gate (
          .clk(clk),
          .enable(clocked[b]),
          .open(reset),
          .gated(bank_clk[b])
      );
    end
  endgenerate
endmodule
