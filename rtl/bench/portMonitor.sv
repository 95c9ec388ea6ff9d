// Says what one port of a memory does: a write in its cycle, a read in the cycle in which its word shows (rule M1).
module portMonitor #(
    parameter TILE = 0,
    parameter UNIT = "weightSram",
    parameter WRITES = 0,
    parameter WIDTH = 32
) (
    input logic             clk,
    input logic             watches,
    input logic [     31:0] cycle,
    input logic             access,
    input logic [     31:0] bank,
    input logic [     31:0] address,
    input logic [WIDTH-1:0] data
);
  generate
    if (WRITES != 0) begin : written
      always @(posedge clk) begin
        if (watches && access) begin
          $display("%0d %0d write %0s %0d %0d %h", cycle, TILE, UNIT, bank, address, data);
        end
      end
    end else begin : read
      logic shows;
      logic [31:0] read_bank;
      logic [31:0] read_address;
      always @(posedge clk) begin
        if (watches && shows) begin
          $display("%0d %0d read %0s %0d %0d %h", cycle, TILE, UNIT, read_bank, read_address, data);
        end
        shows <= watches && access;
        read_bank <= bank;
        read_address <= address;
      end
    end
  endgenerate
endmodule
