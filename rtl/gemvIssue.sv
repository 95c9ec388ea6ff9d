// Rows and columns of a gemv (rule T4). Names without prefix belong to the issue stage F: what is read in this cycle.
// `multiply_*` and `capture_*` are one cycle later, in F + 1.
module gemvIssue #(
    parameter LANES = 4,
    // P.
    parameter OUTPUTS = 2,
    parameter ELEMENT_BITS = OUTPUTS > 1 ? $clog2(OUTPUTS) : 1
) (
    input  logic                    clk,
    input  logic                    reset,
    // In the cycle before the first column.
    input  logic                    start,
    input  logic                    runs,
    input  logic [            15:0] rows,
    input  logic [            15:0] weight_base,
    input  logic [             2:0] last_segment,
    // The segment of number `segment_index`.
    input  logic [            31:0] segment,
    output logic [             2:0] segment_index,
    output logic                    issues,
    // No column is issued because the shadow registers are still being drained.
    output logic                    stalled,
    output logic [            15:0] weight_address,
    output logic                    reads_operand,
    output logic [            15:0] operand_address,
    output logic                    operand_from_channel,
    output logic                    multiplies,
    output logic                    multiply_first,
    output logic                    multiply_from_channel,
    output logic [ELEMENT_BITS-1:0] multiply_element,
    output logic [             1:0] multiply_align,
    output logic [            15:0] multiply_lanes,
    output logic                    captures,
    output logic                    capture_last,
    output logic [            15:0] capture_rows
);
  localparam logic [ELEMENT_BITS-1:0] LAST_ELEMENT = ELEMENT_BITS'(OUTPUTS - 1);
  localparam logic [15:0] ALL_LANES = 16'(LANES);
  // Cycles from one slot that captures to the next, less one (S(r) >= S(r-1) + L / P).
  localparam logic [15:0] HOLD = 16'(LANES / OUTPUTS - 1);

  // Rows from the row tile under way on.
  logic [15:0] rows_left;
  logic last_row_tile;
  logic [15:0] rows_here;
  // The next column is the first of a row tile; a row tile before it waits to be captured; there is no next column.
  logic first;
  logic captures_before;
  logic issued_all;
  logic [15:0] hold;
  // Element of the segment, and where it stands: its word from the base on, and its place in the word.
  logic [12:0] place;
  logic [12:0] word;
  logic [ELEMENT_BITS-1:0] element;

  logic slot;
  logic ends_segment;
  logic ends_row_tile;
  assign last_row_tile = rows_left <= ALL_LANES;
  assign rows_here = last_row_tile ? rows_left : ALL_LANES;
  assign slot = runs && captures_before && first && hold == 0;
  assign stalled = runs && captures_before && first && hold != 0;
  assign issues = runs && !issued_all && !stalled;
  assign ends_segment = place + 13'd1 == segment[28:16];
  assign ends_row_tile = ends_segment && segment_index == last_segment;
  assign reads_operand = issues && element == 0;
  assign operand_from_channel = segment[29];
  assign operand_address = segment[15:0] + 16'(word);

  always_ff @(posedge clk) begin
    if (reset || start) begin
      rows_left <= rows;
      weight_address <= weight_base;
      first <= 1'b1;
      captures_before <= 1'b0;
      issued_all <= 1'b0;
      hold <= '0;
      segment_index <= '0;
      place <= '0;
      word <= '0;
      element <= '0;
    end else begin
      if (slot) hold <= HOLD;
      else if (hold != 0) hold <= hold - 16'd1;
      if (slot && issued_all) captures_before <= 1'b0;
      if (issues) begin
        weight_address <= weight_address + 16'd1;
        first <= ends_row_tile;
        if (ends_row_tile) begin
          captures_before <= 1'b1;
          segment_index <= '0;
          if (last_row_tile) issued_all <= 1'b1;
          else rows_left <= rows_left - ALL_LANES;
        end else if (ends_segment) begin
          segment_index <= segment_index + 3'd1;
        end
        if (ends_segment) begin
          place <= '0;
          word <= '0;
          element <= '0;
        end else begin
          place <= place + 13'd1;
          if (element == LAST_ELEMENT) word <= word + 13'd1;
          element <= element == LAST_ELEMENT ? '0 : element + 1'b1;
        end
      end
    end
  end

  always_ff @(posedge clk) begin
    if (reset) begin
      multiplies <= 1'b0;
      multiply_first <= 1'b0;
      multiply_from_channel <= 1'b0;
      multiply_element <= '0;
      multiply_align <= '0;
      multiply_lanes <= '0;
      captures <= 1'b0;
      capture_last <= 1'b0;
      capture_rows <= '0;
    end else begin
      multiplies <= issues;
      captures <= slot;
      if (issues) begin
        multiply_first <= first;
        multiply_from_channel <= segment[29];
        multiply_element <= element;
        multiply_align <= segment[31:30];
        multiply_lanes <= rows_here;
      end
      if (slot) begin
        capture_last <= issued_all;
        capture_rows <= issued_all ? rows_left : ALL_LANES;
      end
    end
  end
endmodule
