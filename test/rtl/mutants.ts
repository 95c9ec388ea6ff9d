/** One deliberate fault: `text` stands in `file` exactly once, and is replaced by `fault`. */
export interface Mutant {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly fault: string;
}

/** Faults of the RTL; files below rtl/. */
export const RTL_MUTANTS: readonly Mutant[] = [
  {
    what: 'a drain stall one cycle short',
    file: 'gemvIssue.sv',
    text: "HOLD = 16'(LANES / OUTPUTS - 1)",
    fault: "HOLD = 16'(LANES / OUTPUTS > 1 ? LANES / OUTPUTS - 2 : 0)",
  },
  {
    what: 'rounding down instead of to the nearest',
    file: 'roundShift.sv',
    text: "+ $signed({{(WIDTH - 1) {1'b0}}, shifted[0]})",
    fault: '',
  },
  {
    what: 'a value that does not fit wraps',
    file: 'saturate.sv',
    text: 'kept = clamped ?',
    fault: "kept = 1'b0 ?",
  },
  {
    what: 'the wrong bank of the state SRAM',
    file: 'tile.sv',
    text: ".read_bank(STATE_BANK_BITS'(state_read_address >> $clog2(STATE_BANK_WORDS)))",
    fault: ".read_bank(STATE_BANK_BITS'(state_read_address >> ($clog2(STATE_BANK_WORDS) + 1)))",
  },
  {
    what: 'policy whenIdle gates bank by bank',
    file: 'bankClocks.sv',
    text: 'GATING == GATE_IDLE ? access : active[b]',
    fault: 'active[b]',
  },
  {
    what: 'retention leaves the clocks running',
    file: 'bankClocks.sv',
    text: '!retains &&',
    fault: '',
  },
  {
    what: 'policy whenIdle of the MAC array looks at the last lane',
    file: 'macArray.sv',
    text: 'active[0] : active[l]',
    fault: 'active[LANES-1] : active[l]',
  },
  {
    what: 'a lane too many is captured',
    file: 'macArray.sv',
    text: 'capture_rows > l',
    fault: 'capture_rows >= l',
  },
  {
    what: 'waking takes a cycle more',
    file: 'alwaysOn.sv',
    text: "16'(WAKE_CYCLES - 1)",
    fault: "16'(WAKE_CYCLES)",
  },
  {
    what: 'room when all buffers are taken',
    file: 'alwaysOn.sv',
    text: "4'(held) < 4'(BUFFERS)",
    fault: "4'(held) <= 4'(BUFFERS)",
  },
  {
    what: 'a released buffer stays held',
    file: 'alwaysOn.sv',
    text: "else if (releases) begin\n        held <= 1'b0;",
    fault: 'else if (releases) begin\n        held <= held;',
  },
  {
    what: 'the clock of a sleeping sequencer runs on',
    file: 'sequencer.sv',
    text: 'active = !dormant && !halted',
    fault: 'active = !halted',
  },
  {
    what: 'clear writes a word less',
    file: 'sequencer.sv',
    text: "cleared + 16'd1 == word1[15:0]",
    fault: "(cleared + 16'd1 == word1[15:0] || cleared + 16'd2 == word1[15:0])",
  },
  {
    what: 'a table is read without its offset',
    file: 'activationTable.sv',
    text: '~index[7]',
    fault: 'index[7]',
  },
  {
    what: 'relu lets negative results pass',
    file: 'postProcessor.sv',
    text: "negative ? 8'sd0 : kept",
    fault: 'kept',
  },
  {
    what: 'elements beyond the rows are not 0',
    file: 'postProcessor.sv',
    text: "!counts ? '0 : raw",
    fault: 'raw',
  },
  {
    what: 'argmax takes the last of equal scores',
    file: 'scoreRegisters.sv',
    text: '> next_best',
    fault: '>= next_best',
  },
  {
    what: 'the bias of the group before',
    file: 'gemvDrain.sv',
    text: "next_word + 16'(computes)",
    fault: 'next_word',
  },
  {
    what: 'a memory beyond the last is read',
    file: 'legendreUnit.sv',
    text: "swaps && next_memory + 16'd1 != memories",
    fault: 'swaps',
  },
  {
    what: 'dense sums are never cleared',
    file: 'legendreDense.sv',
    text: "(first ? '0 : accumulator)",
    fault: 'accumulator',
  },
  {
    what: 'scan adds where it should subtract',
    file: 'legendreScan.sv',
    text: 'odd ? alternating - BITS',
    fault: 'odd ? alternating + BITS',
  },
  {
    what: 'readouts of the word before stay',
    file: 'legendreDrain.sv',
    text: "else if (writes_state && element == 0) vector_written[i*8+:8] <= '0;",
    fault: '',
  },
  {
    what: 'the output of a memory does not hold',
    file: 'shownBank.sv',
    text: '.enable(read)',
    fault: ".enable(1'b1)",
  },
];

/** Faults of the simulator; files below src/. */
export const SIMULATOR_MUTANTS: readonly Mutant[] = [
  {
    what: 'a drain stall one cycle short',
    file: 'simulator/units/gemv-issue.ts',
    text: 'this.hold = this.lanes / this.outputsPerCycle',
    fault: 'this.hold = this.lanes / this.outputsPerCycle - 1',
  },
  {
    what: 'rounding off by half',
    file: 'simulator/units/post-processor.ts',
    text: 'roundShift(sum, gemv.shift)',
    fault: 'Math.floor(sum / 2 ** gemv.shift)',
  },
  {
    what: 'the wrong bank',
    file: 'simulator/units/memory-port.ts',
    text: 'bank: Math.floor(address / this.bankWords)',
    fault: 'bank: Math.ceil(address / this.bankWords)',
  },
  {
    what: 'a port that works leaves its other banks clocked under perBank',
    file: 'simulator/clocked-port.ts',
    text: "active > 0 ? policy === 'perBank' ||",
    fault: 'active > 0 ?',
  },
  {
    what: 'a retained memory of policy never keeps its clock',
    file: 'simulator/clocked-port.ts',
    text: "policy !== 'never' || this.retaining",
    fault: "policy !== 'never'",
  },
  {
    what: 'the bias memory does not retain',
    file: 'simulator/tile.ts',
    text: '...(tile.biasSram.retention ? [this.biasSram.port.clock] : []),',
    fault: '',
  },
  {
    what: 'room when all buffers are taken',
    file: 'simulator/units/channel.ts',
    text: 'this.full + this.held < this.buffers',
    fault: 'this.full + this.held <= this.buffers',
  },
  {
    what: 'the next frame is written to the same buffer',
    file: 'simulator/units/channel.ts',
    text: 'this.writeBuffer = (this.writeBuffer + 1) % this.buffers',
    fault: 'this.writeBuffer = this.writeBuffer % this.buffers',
  },
  {
    what: 'waking takes a cycle more',
    file: 'simulator/units/sequencer.ts',
    text: 'this.progress = this.wake_cycles - 1',
    fault: 'this.progress = this.wake_cycles',
  },
  {
    what: 'argmax takes the last of equal scores',
    file: 'simulator/units/post-processor.ts',
    text: 'score > this.best',
    fault: 'score >= this.best',
  },
  {
    what: 'readouts of the word before stay',
    file: 'simulator/units/legendre-drain.ts',
    text: 'this.packed.fill(0);',
    fault: '',
  },
  {
    what: 'scan adds where it should subtract',
    file: 'simulator/units/legendre-unit.ts',
    text: 'this.alternatingSum += sign * state',
    fault: 'this.alternatingSum += state',
  },
  {
    what: 'u is taken one memory late',
    file: 'simulator/units/legendre-unit.ts',
    text: 'this.vectors.output[swapped % outputs]!',
    fault: 'this.vectors.output[(swapped + 1) % outputs]!',
  },
];
