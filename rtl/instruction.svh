// Layout of instruction words (section 4 of docs/accelerator.md).
// verilator lint_off UNUSEDPARAM
localparam OP_HALT = 6'd1;
localparam OP_JUMP = 6'd2;
localparam OP_RECV = 6'd3;
localparam OP_SEND = 6'd4;
localparam OP_CLEAR = 6'd5;
localparam OP_GEMV = 6'd8;
localparam OP_LEGENDRE = 6'd9;

localparam ACTIVATION_RELU = 2'd1;
localparam ACTIVATION_TABLE = 2'd2;

// The longest instruction: a gemv of eight segments.
localparam INSTRUCTION_WORDS = 11;
// verilator lint_on UNUSEDPARAM
