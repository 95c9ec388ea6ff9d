// Counts over the whole run what the contract counts (rules E1 to E3, G3, H5, N3), for one tile, and reports it at the end:
// `cycle tile count NAME VALUE`.
module tileCounters #(
    parameter TILE = 0,
    parameter LANES = 4,
    parameter OUTPUTS = 2,
    parameter WEIGHT_BITS = 4,
    parameter OPERAND_BITS = 10,
    parameter STATE_BANKS = 1,
    parameter VECTOR_BANKS = 1,
    parameter WEIGHT_BANKS = 1,
    parameter LEGENDRE_SCAN = 0,
    parameter LEGENDRE_LANES = 1
) (
    input logic                         clk,
    input logic                         watches,
    input logic                         reports,
    input logic [                 31:0] cycle,
    // Activities (E3).
    input logic                         fetches,
    input logic                         decodes,
    input logic                         issues,
    input logic                         stalled,
    input logic                         gemv_runs,
    input logic                         legendre_runs,
    input logic                         clears_vector,
    input logic                         clears_state,
    input logic                         executes,
    input logic                         receiving,
    input logic                         receives,
    input logic                         asleep,
    input logic                         waking,
    input logic                         starts_wake,
    input logic                         sleeps,
    input logic [                  3:0] full,
    input logic                         halted,
    input logic                         retires,
    // Arithmetic.
    input logic                         multiplies,
    input logic [                 15:0] multiply_lanes,
    input logic                         captures,
    input logic [                 15:0] capture_rows,
    input logic [     OPERAND_BITS-1:0] operand,
    input logic [LANES*WEIGHT_BITS-1:0] weights,
    input logic                         reads_weights,
    input logic                         computes,
    input logic [                 15:0] group_rows,
    input logic [                 31:0] word0,
    input logic [          OUTPUTS-1:0] saturates,
    input logic                         legendre_computes,
    input logic                         legendre_completes,
    // Dense: rows from the pass under way on.
    input logic [                  8:0] legendre_rows,
    input logic                         writes_state,
    input logic                         state_clamped,
    input logic                         readout_clamped,
    // Memories in retention.
    input logic                         program_retains,
    input logic                         weight_retains,
    input logic                         bias_retains,
    input logic                         coefficient_retains,
    input logic                         state_retains,
    input logic                         vector_retains
);
  integer fetch = 0, decode = 0, issue = 0, drain_stall = 0, drain = 0, legendre = 0, clear = 0, control = 0;
  integer wait_input = 0, wait_output = 0, wake = 0, halt = 0;
  integer retired = 0, multiplied = 0, captured = 0, zero_products = 0, operand_toggles = 0, read_toggles = 0;
  integer outputs = 0, lookups = 0, comparisons = 0, vector_saturations = 0;
  integer legendre_products = 0, running_sums = 0, requantised = 0, state_saturations = 0, readout_saturations = 0;
  integer program_retained = 0, weight_retained = 0, bias_retained = 0, coefficient_retained = 0;
  integer state_retained = 0, vector_retained = 0;

  // Registers of the data-dependent counts (E2): 0 after reset.
  logic [OPERAND_BITS-1:0] last_operand = '0;
  logic [LANES*WEIGHT_BITS-1:0] last_weights = '0;
  logic shows_weights = 1'b0;
  // Icarus 11 counts the ones of a signal, but miscounts those of an expression.
  logic [OPERAND_BITS-1:0] operand_toggled;
  logic [LANES*WEIGHT_BITS-1:0] weights_toggled;
  assign operand_toggled = operand ^ last_operand;
  assign weights_toggled = weights ^ last_weights;

  integer l;
  always @(posedge clk) begin
    if (watches) begin
      if (fetches) fetch = fetch + 1;
      if (decodes) decode = decode + 1;
      if (issues) issue = issue + 1;
      if (stalled) drain_stall = drain_stall + 1;
      if (gemv_runs && !issues && !stalled) drain = drain + 1;
      if (legendre_runs) legendre = legendre + 1;
      if (clears_vector || clears_state) clear = clear + 1;
      if (receiving ? receives || !(asleep || waking)
                    : executes && !gemv_runs && !legendre_runs && !clears_vector && !clears_state) begin
        control = control + 1;
      end
      if (sleeps && full == 0) wait_input = wait_input + 1;
      if (sleeps && full != 0) wait_output = wait_output + 1;
      if (starts_wake || (waking && !receives)) wake = wake + 1;
      if (halted) halt = halt + 1;
      if (retires) retired = retired + 1;

      if (shows_weights) read_toggles = read_toggles + $countones(weights_toggled);
      if (shows_weights) last_weights <= weights;
      shows_weights <= reads_weights;
      if (multiplies) begin
        multiplied = multiplied + 32'(multiply_lanes);
        for (l = 0; l < LANES; l = l + 1) begin
          if (multiply_lanes > l && (operand == 0 || weights[l*WEIGHT_BITS+:WEIGHT_BITS] == 0)) begin
            zero_products = zero_products + 1;
          end
        end
        operand_toggles = operand_toggles + $countones(operand_toggled);
        last_operand <= operand;
      end
      if (captures) captured = captured + 32'(capture_rows);
      if (computes) begin
        outputs = outputs + 32'(group_rows);
        if (word0[20:19] == 2 && !word0[16]) lookups = lookups + 32'(group_rows);
        if (word0[15]) comparisons = comparisons + 32'(group_rows);
      end
      vector_saturations = vector_saturations + $countones(saturates);
      if (LEGENDRE_SCAN != 0) begin
        if (legendre_computes) running_sums = running_sums + 1;
        if (legendre_completes) legendre_products = legendre_products + 1;
      end else if (legendre_computes) begin
        legendre_products = legendre_products + (legendre_rows < LEGENDRE_LANES ? 32'(legendre_rows) : LEGENDRE_LANES);
      end
      if (writes_state) begin
        requantised = requantised + 1;
        if (state_clamped) state_saturations = state_saturations + 1;
        if (readout_clamped) readout_saturations = readout_saturations + 1;
      end

      if (program_retains) program_retained = program_retained + 1;
      if (weight_retains) weight_retained = weight_retained + WEIGHT_BANKS;
      if (bias_retains) bias_retained = bias_retained + 1;
      if (coefficient_retains) coefficient_retained = coefficient_retained + 1;
      if (state_retains) state_retained = state_retained + STATE_BANKS;
      if (vector_retains) vector_retained = vector_retained + VECTOR_BANKS;
    end
    if (reports) begin
      $display("%0d %0d count activity.fetch %0d", cycle, TILE, fetch);
      $display("%0d %0d count activity.decode %0d", cycle, TILE, decode);
      $display("%0d %0d count activity.issue %0d", cycle, TILE, issue);
      $display("%0d %0d count activity.drainStall %0d", cycle, TILE, drain_stall);
      $display("%0d %0d count activity.drain %0d", cycle, TILE, drain);
      $display("%0d %0d count activity.legendre %0d", cycle, TILE, legendre);
      $display("%0d %0d count activity.clear %0d", cycle, TILE, clear);
      $display("%0d %0d count activity.control %0d", cycle, TILE, control);
      $display("%0d %0d count activity.waitInput %0d", cycle, TILE, wait_input);
      $display("%0d %0d count activity.waitOutput %0d", cycle, TILE, wait_output);
      $display("%0d %0d count activity.wake %0d", cycle, TILE, wake);
      $display("%0d %0d count activity.halted %0d", cycle, TILE, halt);
      $display("%0d %0d count sequencer.issue %0d", cycle, TILE, retired);
      $display("%0d %0d count macArray.multiply %0d", cycle, TILE, multiplied);
      $display("%0d %0d count macArray.capture %0d", cycle, TILE, captured);
      $display("%0d %0d count macArray.zeroProduct %0d", cycle, TILE, zero_products);
      $display("%0d %0d count macArray.operandToggle %0d", cycle, TILE, operand_toggles);
      $display("%0d %0d count weightSram.readToggle %0d", cycle, TILE, read_toggles);
      $display("%0d %0d count postProcessor.output %0d", cycle, TILE, outputs);
      $display("%0d %0d count postProcessor.tableLookup %0d", cycle, TILE, lookups);
      $display("%0d %0d count postProcessor.compare %0d", cycle, TILE, comparisons);
      $display("%0d %0d count legendreUnit.multiply %0d", cycle, TILE, legendre_products);
      $display("%0d %0d count legendreUnit.runningSum %0d", cycle, TILE, running_sums);
      $display("%0d %0d count legendreUnit.requantise %0d", cycle, TILE, requantised);
      $display("%0d %0d count programSram.read.retained %0d", cycle, TILE, program_retained);
      $display("%0d %0d count weightSram.read.retained %0d", cycle, TILE, weight_retained);
      $display("%0d %0d count biasSram.read.retained %0d", cycle, TILE, bias_retained);
      $display("%0d %0d count coefficientSram.read.retained %0d", cycle, TILE, coefficient_retained);
      $display("%0d %0d count stateSram.read.retained %0d", cycle, TILE, state_retained);
      $display("%0d %0d count stateSram.write.retained %0d", cycle, TILE, state_retained);
      $display("%0d %0d count vectorSram.read.retained %0d", cycle, TILE, vector_retained);
      $display("%0d %0d count vectorSram.write.retained %0d", cycle, TILE, vector_retained);
      $display("%0d %0d saturations vector %0d", cycle, TILE, vector_saturations);
      $display("%0d %0d saturations state %0d", cycle, TILE, state_saturations);
      $display("%0d %0d saturations readout %0d", cycle, TILE, readout_saturations);
    end
  end
endmodule
