// A clock-gate cell: a latch that is transparent while the clock is low, and an AND. Replace it by the library's cell.
//
// The clock path holds blocking assignments only, so that in simulation an edge of the gated clock falls into the same
// instant as the edge of the clock, before any register of either has changed.
module clockGate (
    input  logic clk,
    input  logic enable,
    // Opens the gate whatever `enable` says; tied to reset, which is synchronous.
    input  logic open,
    output logic gated
);
  logic latched;

  always_latch begin
    if (!clk) latched = enable | open;
  end

  assign gated = clk & latched;
endmodule
