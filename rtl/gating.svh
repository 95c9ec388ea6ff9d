// Policies of clock gating (rule G2). PARTS stands for perBank of a memory and perLane of the MAC array.
// verilator lint_off UNUSEDPARAM
localparam GATE_NEVER = 0;
localparam GATE_IDLE = 1;
localparam GATE_PARTS = 2;
// verilator lint_on UNUSEDPARAM
