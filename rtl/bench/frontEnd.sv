// The front end of the testbench: writes frames into channel 0 when they are due and there is room (rules H6, H7).
module frontEnd #(
    parameter OUTPUTS = 2,
    // Frames, and words of one.
    parameter FRAMES = 1,
    parameter WORDS = 1
) (
    input  logic                 clk,
    input  logic                 reset,
    input  logic [         31:0] cycle,
    // Every tile sleeps in recv or has halted.
    input  logic                 rests,
    input  logic                 room,
    output logic                 writes,
    output logic [         15:0] word,
    output logic [OUTPUTS*8-1:0] data,
    output logic                 sends
);
  // The testbench loads both: frame after frame, and for each frame the cycles from U to its first word.
  logic [OUTPUTS*8-1:0] frames[0:FRAMES*WORDS-1];
  logic [31:0] due[0:FRAMES-1];

  logic started;
  logic writing;
  logic [31:0] frame;
  // U: the cycle of the first word.
  logic [31:0] start;
  logic [15:0] words_written;

  logic begins;
  logic is_due;
  assign is_due = started ? cycle >= start + due[frame] : rests;
  assign begins = !reset && !writing && frame < FRAMES && room && is_due;
  assign writes = writing || begins;
  assign word = writing ? words_written : '0;
  assign data = frames[frame*WORDS+32'(word)];
  assign sends = writes && 32'(word) == WORDS - 1;

  always_ff @(posedge clk) begin
    if (reset) begin
      started <= 1'b0;
      writing <= 1'b0;
      frame <= '0;
      start <= '0;
      words_written <= '0;
    end else begin
      if (begins && !started) begin
        started <= 1'b1;
        start <= cycle;
      end
      if (writes) begin
        writing <= !sends;
        words_written <= sends ? '0 : word + 16'd1;
        if (sends) frame <= frame + 1;
      end
    end
  end
endmodule
