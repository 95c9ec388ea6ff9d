import { ACTIVITIES, activityField, eventField, type Activity } from '../../hardware/index.js';
import type { Gemv, Legendre, PlacedInstruction } from '../../program/index.js';
import type { Bit } from '../bit.js';
import type { ClockedPort } from '../clocked-port.js';
import type { Counters, Tally } from '../counters.js';
import { Phase } from '../phases.js';
import { clockedPort, machineError, type TileContext } from '../tile-context.js';
import { columnOperands, type ColumnOperand } from './column-operand.js';
import { GemvIssue } from './gemv-issue.js';

const { gemv: GEMV } = Phase;

/** What the sequencer sees of the rest of its tile: registers of other units, and its handshakes. */
export interface SequencerView {
  /** The last readouts of the legendre are being written in this cycle. */
  readonly legendreRetires: () => boolean;
  readonly inputFull: () => boolean;
  readonly outputHasRoom: () => boolean;
  readonly fetch: (address: number) => void;
  readonly clear: (memory: 'vector' | 'state', address: number) => void;
  readonly receive: () => void;
  readonly release: () => void;
  readonly send: (result: boolean) => void;
  readonly retired: (index: number, instruction: PlacedInstruction) => void;
  readonly asleep: (sleeping: boolean, cycle: number) => void;
}

/** Fetches, decodes and issues in order; one instruction at a time (T1 to T4, H4). */
export class Sequencer {
  phase: Phase = Phase.fetch;
  readonly issue: GemvIssue;
  /** Position of the instruction that occupies the tile. */
  index = 0;
  current: PlacedInstruction;
  private readonly clock: ClockedPort;
  private readonly counters: Counters;
  /** Cycles by activity (E3), and instructions retired. */
  private readonly spent: Readonly<Record<Activity, Tally>>;
  private readonly issueCycles: Tally;
  private readonly issued: Tally;
  private readonly instructions: readonly PlacedInstruction[];
  /** The operands of every gemv, by the instruction's position. */
  private readonly operands: readonly (readonly ColumnOperand[])[];
  private readonly indexAt: ReadonlyMap<number, number>;
  /** Words fetched, words cleared, or cycles of waking that are left. */
  private progress = 0;
  /** Decided in evaluate, done in commit. */
  private retires: Bit = 0;
  private ready: Bit = 0;

  constructor(
    private readonly context: TileContext,
    private readonly wake_cycles: number,
    private readonly view: SequencerView,
  ) {
    this.counters = context.counters;
    this.spent = Object.fromEntries(
      ACTIVITIES.map((activity) => [activity, context.counters.tally(activityField(activity))]),
    ) as Record<Activity, Tally>;
    this.issueCycles = this.spent.issue;
    this.issued = context.counters.tally(eventField('sequencer.issue'));
    this.instructions = context.program.instructions;
    this.operands = this.instructions.map(({ instruction }) =>
      instruction.op === 'gemv' ? columnOperands(instruction, context.outputsPerCycle) : [],
    );
    this.indexAt = new Map(this.instructions.map(({ address }, index) => [address, index]));
    this.current = this.instructions[0]!;
    this.clock = clockedPort(context, 'sequencer', 'unit');
    this.issue = new GemvIssue(context.hardware.macArray.lanes, context.outputsPerCycle);
  }

  /** The gemv that occupies the arithmetic; undefined in other phases. */
  get gemv(): Gemv | undefined {
    return this.phase === Phase.gemv ? (this.current.instruction as Gemv) : undefined;
  }

  /** The legendre that starts in the next cycle. */
  get startingLegendre(): Legendre | undefined {
    return this.phase === Phase.decode && this.current.instruction.op === 'legendre'
      ? this.current.instruction
      : undefined;
  }

  /** A cycle of a gemv. */
  evaluateGemv(): void {
    const { issue } = this;
    if (issue.valid === 1) this.issueCycles.count += 1;
    else (issue.stalled === 1 ? this.spent.drainStall : this.spent.drain).count += 1;
    this.clock.work();
  }

  /** In the cycle in which the last results of a gemv are being written. */
  retireGemv(): void {
    this.retires = 1;
    this.retire();
  }

  /** A cycle asleep without a frame, or halted. */
  rest(): void {
    this.pass(1);
  }

  /** Cycles that are spent asleep without a frame, or halted. */
  pass(cycles: number): void {
    this.ready = 0;
    (this.phase === Phase.halted ? this.spent.halted : this.spent.waitInput).count += cycles;
  }

  /** A cycle of anything but a gemv. */
  evaluate(): void {
    const { view } = this;
    switch (this.phase) {
      case Phase.gemv:
        return;
      case Phase.legendre:
        this.spent.legendre.count += 1;
        this.retires = view.legendreRetires() ? 1 : 0;
        break;
      case Phase.fetch:
        this.spent.fetch.count += 1;
        view.fetch(this.current.address + this.progress);
        break;
      case Phase.decode:
        this.spent.decode.count += 1;
        break;
      case Phase.control:
        this.spent.control.count += 1;
        this.control();
        break;
      case Phase.clear: {
        this.spent.clear.count += 1;
        const { instruction } = this.current;
        if (instruction.op === 'clear') {
          view.clear(instruction.memory, instruction.base + this.progress);
          this.retires = this.progress === instruction.length - 1 ? 1 : 0;
        }
        break;
      }
      case Phase.sleep:
        this.sleep();
        break;
      case Phase.wake:
        this.wake();
        break;
      case Phase.halted:
        this.spent.halted.count += 1;
        return;
    }
    if (this.phase !== Phase.sleep && this.phase !== Phase.wake) this.clock.work();
    if (this.retires === 1) this.retire();
  }

  commit(): void {
    if (this.retires === 1) {
      this.retires = 0;
      this.advance();
      return;
    }
    if (this.phase === GEMV) {
      this.issue.advance();
      return;
    }
    switch (this.phase) {
      case Phase.fetch:
        this.progress += 1;
        if (this.progress === this.current.words) this.phase = Phase.decode;
        return;
      case Phase.decode:
        this.execute();
        return;
      case Phase.control:
        // Only a recv that was not ready is still here.
        this.phase = Phase.sleep;
        this.view.asleep(true, this.counters.now + 1);
        return;
      case Phase.clear:
        this.progress += 1;
        return;
      case Phase.sleep:
        if (this.ready === 0) return;
        this.phase = Phase.wake;
        this.progress = this.wake_cycles - 1;
        return;
      case Phase.wake:
        this.progress -= 1;
        return;
      default:
        return;
    }
  }

  private control(): void {
    const { instruction } = this.current;
    if (instruction.op === 'recv') {
      if (this.view.inputFull() && this.view.outputHasRoom()) this.receive();
      return;
    }
    if (instruction.op === 'send') this.view.send(instruction.result);
    this.retires = 1;
  }

  private receive(): void {
    this.view.receive();
    this.retires = 1;
  }

  /** A frame is there: a sleeping cycle, or the first that is ready: then the wake starts, or recv completes when waking takes no time. */
  private sleep(): void {
    this.ready = this.view.outputHasRoom() ? 1 : 0;
    if (this.ready === 0) {
      this.spent.waitOutput.count += 1;
      return;
    }
    this.view.asleep(false, this.counters.now);
    if (this.wake_cycles > 0) {
      this.spent.wake.count += 1;
      return;
    }
    this.complete();
  }

  private wake(): void {
    if (this.progress > 0) this.spent.wake.count += 1;
    else this.complete();
  }

  private complete(): void {
    this.spent.control.count += 1;
    this.clock.work();
    this.receive();
  }

  private retire(): void {
    const { instruction } = this.current;
    this.issued.count += 1;
    if (instruction.op === 'gemv' && instruction.release) this.view.release();
    this.view.retired(this.index, this.current);
  }

  private execute(): void {
    const { instruction } = this.current;
    this.progress = 0;
    switch (instruction.op) {
      case 'gemv':
        this.issue.start(instruction, this.operands[this.index]!);
        this.phase = Phase.gemv;
        return;
      case 'legendre':
        this.phase = Phase.legendre;
        return;
      case 'clear':
        this.phase = Phase.clear;
        return;
      case 'halt':
        this.phase = Phase.halted;
        return;
      default:
        this.phase = Phase.control;
    }
  }

  private advance(): void {
    const { instruction, address, words } = this.current;
    const next = instruction.op === 'jump' ? instruction.target : address + words;
    const index = this.indexAt.get(next);
    if (index === undefined) {
      throw machineError(this.context, 'program-counter', `no instruction stands at word ${next}`);
    }
    this.index = index;
    this.current = this.instructions[index]!;
    this.progress = 0;
    this.phase = Phase.fetch;
    this.counters.beginRow(index);
  }
}
