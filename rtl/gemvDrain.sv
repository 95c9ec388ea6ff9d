// Counts the groups of P rows that the post-processor takes from the shadow registers, and the words that it writes
// (rule T4: from S(r) + 1 on).
module gemvDrain #(
    parameter OUTPUTS = 2
) (
    input  logic        clk,
    input  logic        reset,
    // In the cycle before the first column.
    input  logic        start,
    input  logic        captures,
    input  logic        capture_last,
    input  logic [15:0] capture_rows,
    input  logic        biased,
    input  logic [15:0] bias_base,
    output logic        reads_bias,
    output logic [15:0] bias_address,
    // A group is computed in this cycle: which one of the row tile, and how many rows it has.
    output logic        computes,
    output logic [15:0] group,
    output logic [15:0] group_rows,
    // Results are written in this cycle: which word of the gemv, how many rows it has, whether it is the last.
    output logic        writes,
    output logic [15:0] write_word,
    output logic [15:0] write_rows,
    output logic        writes_last
);
  localparam logic [15:0] P = 16'(OUTPUTS);

  // Rows of the shadow registers that are not computed yet, and whether they are the gemv's last.
  logic [15:0] rows_left;
  logic last_row_tile;
  logic [15:0] next_word;

  logic more;
  assign computes = rows_left != 0;
  assign more = rows_left > P;
  assign group_rows = more ? P : rows_left;
  // The bias word of the group that is computed in the next cycle.
  assign reads_bias = biased && (captures || more);
  assign bias_address = bias_base + next_word + 16'(computes);

  always_ff @(posedge clk) begin
    if (reset) begin
      rows_left <= '0;
      last_row_tile <= 1'b0;
      group <= '0;
      next_word <= '0;
      writes <= 1'b0;
      write_word <= '0;
      write_rows <= '0;
      writes_last <= 1'b0;
    end else begin
      if (captures) begin
        rows_left <= capture_rows;
        last_row_tile <= capture_last;
        group <= '0;
      end else if (computes) begin
        rows_left <= more ? rows_left - P : '0;
        group <= group + 16'd1;
      end
      if (start) next_word <= '0;
      else if (computes) next_word <= next_word + 16'd1;
      writes <= computes;
      writes_last <= computes && !more && last_row_tile;
      if (computes) begin
        write_word <= next_word;
        write_rows <= group_rows;
      end
    end
  end
endmodule
