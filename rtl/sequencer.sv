// Fetches, decodes and issues in order, one instruction at a time (rules T1 to T4, H4).
module sequencer #(
    parameter LANES = 4,
    parameter OUTPUTS = 2,
    parameter GATING = 1,
    parameter ELEMENT_BITS = OUTPUTS > 1 ? $clog2(OUTPUTS) : 1
) (
    input  logic                    clk,
    input  logic                    reset,
    // Program memory.
    output logic                    fetches,
    output logic [            15:0] fetch_address,
    input  logic [            31:0] fetched,
    // recv: occupies the tile; completes; sleeps or wakes.
    output logic                    receiving,
    input  logic                    receives,
    input  logic                    dormant,
    output logic                    halted,
    // The instruction that occupies the tile, complete from its first executing cycle on.
    output logic [            31:0] word0,
    output logic [            31:0] word1,
    output logic [            31:0] word2,
    output logic [            31:0] word3,
    // In the last cycle of the instruction.
    output logic                    retires,
    output logic                    sends,
    output logic                    presents,
    output logic                    releases,
    // clear
    output logic                    clears_vector,
    output logic                    clears_state,
    output logic [            15:0] clear_address,
    // gemv, see gemvIssue and gemvDrain
    output logic                    gemv_runs,
    output logic                    issues,
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
    output logic [            15:0] capture_rows,
    output logic                    reads_bias,
    output logic [            15:0] bias_address,
    output logic                    computes,
    output logic [            15:0] group,
    output logic [            15:0] group_rows,
    output logic                    writes,
    output logic [            15:0] write_word,
    output logic [            15:0] write_rows,
    // legendre
    output logic                    legendre_runs,
    input  logic                    legendre_retires
);
  `include "gating.svh"
  `include "instruction.svh"

  localparam FETCH = 2'd0;
  localparam EXECUTE = 2'd1;
  localparam HALTED = 2'd2;

  logic [1:0] state;
  logic [15:0] pc;
  // Words of the instruction that have been read.
  logic [3:0] words_read;
  logic [32*INSTRUCTION_WORDS-1:0] instruction;
  logic [15:0] cleared;

  // G1: active unless the tile sleeps, wakes or has halted.
  logic active;
  logic clocked;
  logic gated_clk;
  assign active = !dormant && !halted;
  assign clocked = GATING == GATE_NEVER || active;
  clockGate gate (
      .clk(clk),
      .enable(clocked),
      .open(reset),
      .gated(gated_clk)
  );

  // Fetch: word i is read in f + i and shows in f + i + 1, so that the first word tells how many there are.
  logic [5:0] fetched_opcode;
  logic [2:0] segments_less_1;
  logic [3:0] words;
  logic decodes;
  assign fetched_opcode = words_read == 1 ? fetched[31:26] : word0[31:26];
  assign segments_less_1 = words_read == 1 ? fetched[25:23] : word0[25:23];
  always_comb begin
    case (fetched_opcode)
      OP_CLEAR: words = 4'd2;
      OP_GEMV: words = 4'd4 + 4'(segments_less_1);
      OP_LEGENDRE: words = 4'd4;
      default: words = 4'd1;
    endcase
  end
  assign decodes = state == FETCH && words_read != 0 && words_read == words;
  assign fetches = state == FETCH && !decodes;
  assign fetch_address = pc + 16'(words_read);
  assign halted = state == HALTED;

  assign word0 = instruction[31:0];
  assign word1 = instruction[63:32];
  assign word2 = instruction[95:64];
  assign word3 = instruction[127:96];

  logic [5:0] opcode;
  logic executes;
  assign opcode = word0[31:26];
  assign executes = state == EXECUTE;
  assign receiving = executes && opcode == OP_RECV;
  assign gemv_runs = executes && opcode == OP_GEMV;
  assign legendre_runs = executes && opcode == OP_LEGENDRE;
  assign sends = executes && opcode == OP_SEND && !word0[0];
  assign presents = executes && opcode == OP_SEND && word0[0];
  assign clears_vector = executes && opcode == OP_CLEAR && !word0[25];
  assign clears_state = executes && opcode == OP_CLEAR && word0[25];
  assign clear_address = word0[15:0] + cleared;
  assign releases = gemv_runs && retires && word0[13];

  logic gemv_retires;
  logic clear_retires;
  assign clear_retires = cleared + 16'd1 == word1[15:0];
  always_comb begin
    case (opcode)
      OP_RECV: retires = executes && receives;
      OP_CLEAR: retires = executes && clear_retires;
      OP_GEMV: retires = executes && gemv_retires;
      OP_LEGENDRE: retires = executes && legendre_retires;
      default: retires = executes;
    endcase
  end

  always_ff @(posedge gated_clk) begin
    if (reset) begin
      state <= FETCH;
      pc <= '0;
      words_read <= '0;
      instruction <= '0;
      cleared <= '0;
    end else begin
      if (fetches) words_read <= words_read + 4'd1;
      if (state == FETCH && words_read != 0) begin
        instruction[32*(32'(words_read)-1)+:32] <= fetched;
      end
      if (decodes) begin
        state <= fetched_opcode == OP_HALT ? HALTED : EXECUTE;
        cleared <= '0;
      end
      if (clears_vector || clears_state) cleared <= cleared + 16'd1;
      if (retires) begin
        state <= FETCH;
        pc <= opcode == OP_JUMP ? word0[15:0] : pc + 16'(words);
        words_read <= '0;
      end
    end
  end

  logic starts_gemv;
  logic capture_last;
  logic [2:0] segment_index;
  assign starts_gemv = decodes && fetched_opcode == OP_GEMV;

  gemvIssue #(
      .LANES  (LANES),
      .OUTPUTS(OUTPUTS)
  ) issue (
      .clk(gated_clk),
      .reset(reset),
      .start(starts_gemv),
      .runs(gemv_runs),
      .rows(word1[15:0]),
      .weight_base(word1[31:16]),
      .last_segment(word0[25:23]),
      .segment(instruction[32*(3+32'(segment_index))+:32]),
      .segment_index(segment_index),
      .issues(issues),
      .stalled(stalled),
      .weight_address(weight_address),
      .reads_operand(reads_operand),
      .operand_address(operand_address),
      .operand_from_channel(operand_from_channel),
      .multiplies(multiplies),
      .multiply_first(multiply_first),
      .multiply_from_channel(multiply_from_channel),
      .multiply_element(multiply_element),
      .multiply_align(multiply_align),
      .multiply_lanes(multiply_lanes),
      .captures(captures),
      .capture_last(capture_last),
      .capture_rows(capture_rows)
  );

  gemvDrain #(
      .OUTPUTS(OUTPUTS)
  ) drain (
      .clk(gated_clk),
      .reset(reset),
      .start(starts_gemv),
      .captures(captures),
      .capture_last(capture_last),
      .capture_rows(capture_rows),
      .biased(word0[14]),
      .bias_base(word2[15:0]),
      .reads_bias(reads_bias),
      .bias_address(bias_address),
      .computes(computes),
      .group(group),
      .group_rows(group_rows),
      .writes(writes),
      .write_word(write_word),
      .write_rows(write_rows),
      .writes_last(gemv_retires)
  );
endmodule
