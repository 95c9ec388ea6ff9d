// Channel flags, readiness, sleeping and waking (rules H1 to H5). Its clock is never gated.
module alwaysOn #(
    // Of the tile's input channel.
    parameter BUFFERS = 2,
    // Cycles from a frame to the end of recv when asleep; 16 bits.
    parameter WAKE_CYCLES = 0,
    parameter BUFFER_BITS = $clog2(BUFFERS)
) (
    input  logic                   clk,
    input  logic                   reset,
    // Who writes the input channel: its buffer is full; and whether there is room for another.
    input  logic                   filled,
    output logic                   room,
    output logic [BUFFER_BITS-1:0] write_buffer,
    // The tile: recv occupies it, recv completes, the held buffer is freed.
    input  logic                   receiving,
    output logic                   receives,
    input  logic                   releases,
    output logic [BUFFER_BITS-1:0] held_buffer,
    // Room in the output channel (H3).
    input  logic                   output_room,
    // recv sleeps: no cycle of the wake, nor one that completes.
    output logic                   sleeps,
    // As the flag stands between two edges, for the front end (H7).
    output logic                   asleep,
    // recv sleeps or wakes and does not complete: the sequencer's clock may stop.
    output logic                   dormant
);
  localparam LAST = BUFFER_BITS'(BUFFERS - 1);

  logic [3:0] full;
  logic held;
  logic waking;
  logic [15:0] wake_left;

  logic ready;
  logic starts_wake;
  assign ready = full != 0 && output_room;
  assign starts_wake = receiving && asleep && ready && WAKE_CYCLES != 0;
  assign receives = receiving && (waking ? wake_left == 0 : ready && !starts_wake);
  assign sleeps = asleep && !ready;
  assign dormant = (asleep || waking) && !receives;
  assign room = full + 4'(held) < 4'(BUFFERS);

  always_ff @(posedge clk) begin
    if (reset) begin
      full <= '0;
      held <= 1'b0;
      // The first recv moves on to buffer 0.
      held_buffer <= LAST;
      write_buffer <= '0;
      asleep <= 1'b0;
      waking <= 1'b0;
      wake_left <= '0;
    end else begin
      full <= full + 4'(filled) - 4'(receives);
      if (filled) write_buffer <= write_buffer == LAST ? '0 : write_buffer + 1'b1;
      if (receives) begin
        held <= 1'b1;
        held_buffer <= held_buffer == LAST ? '0 : held_buffer + 1'b1;
      end else if (releases) begin
        held <= 1'b0;
      end

      asleep <= receiving && !receives && !waking && !starts_wake;
      waking <= (waking && !receives) || starts_wake;
      if (starts_wake) wake_left <= 16'(WAKE_CYCLES - 1);
      else if (waking) wake_left <= wake_left - 16'd1;
    end
  end
endmodule
