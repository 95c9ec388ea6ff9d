// Writes what one tile does to standard output, one event a line: `cycle tile event ...` (docs/conformance.md has the list).
// States of clocks and channel flags are events when they change.
module tileMonitor #(
    parameter TILE = 0,
    parameter LANES = 4,
    parameter WEIGHT_BITS = 4,
    parameter OUTPUTS = 2,
    parameter SCORES_BITS = 20,
    parameter COEFFICIENTS_BITS = 20,
    parameter STATE_BITS = 16,
    parameter WEIGHT_BANKS = 1,
    parameter WEIGHT_BANK_BITS = WEIGHT_BANKS > 1 ? $clog2(WEIGHT_BANKS) : 1,
    parameter STATE_BANKS = 1,
    parameter STATE_BANK_BITS = STATE_BANKS > 1 ? $clog2(STATE_BANKS) : 1,
    parameter VECTOR_BANKS = 1,
    parameter VECTOR_BANK_BITS = VECTOR_BANKS > 1 ? $clog2(VECTOR_BANKS) : 1,
    parameter BUFFERS = 2,
    parameter BUFFER_WORDS = 1,
    parameter BUFFER_BITS = $clog2(BUFFERS)
) (
    input logic                         clk,
    input logic                         watches,
    input logic [                 31:0] cycle,
    // Clocks: which domains work, and which have a clock.
    input logic                         sequencer_active,
    input logic                         sequencer_clocked,
    input logic                         program_clocked,
    input logic [            LANES-1:0] mac_active,
    input logic [            LANES-1:0] mac_clocked,
    input logic [     WEIGHT_BANKS-1:0] weight_clocked,
    input logic                         bias_clocked,
    input logic                         post_active,
    input logic                         post_clocked,
    input logic                         legendre_active,
    input logic                         legendre_clocked,
    input logic                         coefficient_clocked,
    input logic [      STATE_BANKS-1:0] state_read_clocked,
    input logic [      STATE_BANKS-1:0] state_write_clocked,
    input logic [     VECTOR_BANKS-1:0] vector_read_clocked,
    input logic [     VECTOR_BANKS-1:0] vector_write_clocked,
    input logic [          BUFFERS-1:0] channel_read_clocked,
    input logic [          BUFFERS-1:0] channel_write_clocked,
    // Memories.
    input logic                         program_read,
    input logic [                 15:0] program_address,
    input logic [                 31:0] program_data,
    input logic                         weight_read,
    input logic [ WEIGHT_BANK_BITS-1:0] weight_bank,
    input logic [                 15:0] weight_address,
    input logic [LANES*WEIGHT_BITS-1:0] weight_data,
    input logic                         bias_read,
    input logic [                 15:0] bias_address,
    input logic [       OUTPUTS*16-1:0] bias_data,
    input logic                         coefficient_read,
    input logic [                 15:0] coefficient_address,
    input logic [COEFFICIENTS_BITS-1:0] coefficient_data,
    input logic                         state_read,
    input logic [  STATE_BANK_BITS-1:0] state_read_bank,
    input logic [                 15:0] state_read_address,
    input logic [       STATE_BITS-1:0] state_read_data,
    input logic                         state_write,
    input logic [  STATE_BANK_BITS-1:0] state_write_bank,
    input logic [                 15:0] state_write_address,
    input logic [       STATE_BITS-1:0] state_write_data,
    input logic                         vector_read,
    input logic [ VECTOR_BANK_BITS-1:0] vector_read_bank,
    input logic [                 15:0] vector_read_address,
    input logic [        OUTPUTS*8-1:0] vector_read_data,
    input logic                         vector_write,
    input logic [ VECTOR_BANK_BITS-1:0] vector_write_bank,
    input logic [                 15:0] vector_write_address,
    input logic [        OUTPUTS*8-1:0] vector_write_data,
    input logic                         channel_read,
    input logic [      BUFFER_BITS-1:0] channel_read_buffer,
    input logic [                 15:0] channel_read_word,
    input logic [        OUTPUTS*8-1:0] channel_read_data,
    input logic                         channel_write,
    input logic [      BUFFER_BITS-1:0] channel_write_buffer,
    input logic [                 15:0] channel_write_word,
    input logic [        OUTPUTS*8-1:0] channel_write_data,
    // Handshakes and results.
    input logic [                  3:0] full,
    input logic                         held,
    input logic                         retires,
    input logic [                 15:0] pc,
    input logic                         presents,
    input logic [                 15:0] prediction,
    input logic [      SCORES_BITS-1:0] scores
);
  // Active and clocked domains of each port.
  logic [13*32-1:0] clocks;
  assign clocks = {
    16'(sequencer_active), 16'(sequencer_clocked),
    16'(program_read), 16'(program_clocked),
    16'($countones(mac_active)), 16'($countones(mac_clocked)),
    16'(weight_read), 16'($countones(weight_clocked)),
    16'(bias_read), 16'(bias_clocked),
    16'(post_active), 16'(post_clocked),
    16'(legendre_active), 16'(legendre_clocked),
    16'(coefficient_read), 16'(coefficient_clocked),
    16'(state_read), 16'($countones(state_read_clocked)),
    16'(state_write), 16'($countones(state_write_clocked)),
    16'(vector_read), 16'($countones(vector_read_clocked)),
    16'(vector_write), 16'($countones(vector_write_clocked)),
    // Of both ports of the channel; no bank of a port works in more than one of them.
    8'(channel_read), 8'($countones(channel_read_clocked)),
    8'(channel_write), 8'($countones(channel_write_clocked))
  };

  logic [13*32-1:0] clocks_before;
  logic [4:0] flags_before;
  logic watched;
  always @(posedge clk) begin
    if (watches) begin
      if (!watched || clocks !== clocks_before) $display("%0d %0d clocks %h", cycle, TILE, clocks);
      if (!watched || {full, held} !== flags_before) $display("%0d %0d flags %0d %0d", cycle, TILE, full, held);
      if (retires) $display("%0d %0d retires %0d", cycle, TILE, pc);
      if (presents) $display("%0d %0d presents %0d %h", cycle, TILE, prediction, scores);
    end
    watched <= watches;
    clocks_before <= clocks;
    flags_before <= {full, held};
  end

  portMonitor #(
      .TILE(TILE), .UNIT("programSram"), .WIDTH(32)
  ) program_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(program_read),
      .bank(0), .address(32'(program_address)), .data(program_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("weightSram"), .WIDTH(LANES * WEIGHT_BITS)
  ) weight_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(weight_read),
      .bank(32'(weight_bank)), .address(32'(weight_address)), .data(weight_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("biasSram"), .WIDTH(OUTPUTS * 16)
  ) bias_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(bias_read),
      .bank(0), .address(32'(bias_address)), .data(bias_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("coefficientSram"), .WIDTH(COEFFICIENTS_BITS)
  ) coefficient_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(coefficient_read),
      .bank(0), .address(32'(coefficient_address)), .data(coefficient_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("stateSram"), .WIDTH(STATE_BITS)
  ) state_read_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(state_read),
      .bank(32'(state_read_bank)), .address(32'(state_read_address)), .data(state_read_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("stateSram"), .WRITES(1), .WIDTH(STATE_BITS)
  ) state_write_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(state_write),
      .bank(32'(state_write_bank)), .address(32'(state_write_address)), .data(state_write_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("vectorSram"), .WIDTH(OUTPUTS * 8)
  ) vector_read_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(vector_read),
      .bank(32'(vector_read_bank)), .address(32'(vector_read_address)), .data(vector_read_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("vectorSram"), .WRITES(1), .WIDTH(OUTPUTS * 8)
  ) vector_write_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(vector_write),
      .bank(32'(vector_write_bank)), .address(32'(vector_write_address)), .data(vector_write_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("channel"), .WIDTH(OUTPUTS * 8)
  ) channel_read_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(channel_read), .bank(32'(channel_read_buffer)),
      .address(32'(channel_read_buffer) * BUFFER_WORDS + 32'(channel_read_word)), .data(channel_read_data)
  );
  portMonitor #(
      .TILE(TILE), .UNIT("channel"), .WRITES(1), .WIDTH(OUTPUTS * 8)
  ) channel_write_port (
      .clk(clk), .watches(watches), .cycle(cycle), .access(channel_write), .bank(32'(channel_write_buffer)),
      .address(32'(channel_write_buffer) * BUFFER_WORDS + 32'(channel_write_word)), .data(channel_write_data)
  );
endmodule
