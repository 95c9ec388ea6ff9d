// The activation tables of one result (rule N6), 256 entries each: a model of a read-only memory, to be replaced by one.
// The testbench writes `entries` before reset ends.
module activationTable #(
    parameter TABLES = 1
) (
    input  logic        [1:0] table_index,
    input  logic signed [7:0] index,
    output logic signed [7:0] value
);
  // verilator lint_off UNDRIVEN
  logic signed [7:0] entries[0:TABLES*256-1];
  // verilator lint_on UNDRIVEN

  // Entry 0 stands for index -128.
  localparam ENTRY_BITS = $clog2(TABLES * 256);
  logic [9:0] entry;
  assign entry = {table_index, ~index[7], index[6:0]};
  assign value = entries[entry[ENTRY_BITS-1:0]];

  logic unused;
  assign unused = &{1'b0, entry};
endmodule
