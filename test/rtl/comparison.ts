import { Lockstep, MachineEvents, type Difference, type EventRecord } from '../../src/rtl/index.js';
import type { RtlCase } from './rtl-run.js';

/** What a run of the RTL says, held against the simulator as it comes. */
export class Comparison {
  private readonly simulator: MachineEvents;
  private readonly lockstep = new Lockstep();
  /** From the last line of the RTL, `end CYCLES`. */
  private ended_cycles = 0;
  private rest = '';
  private cycle = '';
  private lines: string[] = [];

  /** @param cycles that the testbench executes */
  constructor(
    { program, hardware, frames }: RtlCase,
    private readonly cycles: number,
  ) {
    this.simulator = new MachineEvents(program, hardware, frames);
  }

  /** Takes what the RTL writes, in pieces of any size. @returns whether the sides still agree */
  take(text: string): boolean {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) {
      const first = line.slice(0, line.indexOf(' '));
      if (first === 'end') this.ended_cycles = Number(line.slice(4));
      if (!/^\d+$/.test(first)) continue;
      if (first !== this.cycle) this.compare();
      this.cycle = first;
      this.lines.push(line);
    }
    return this.lockstep.difference === undefined;
  }

  /** The RTL has ended. */
  finish(): {
    readonly difference: Difference | undefined;
    readonly cycles: number;
    readonly events: number;
  } {
    this.compare();
    const { lockstep, simulator, cycles } = this;
    if (lockstep.difference === undefined) {
      // What the simulator still has to say when the RTL said nothing in the last cycles.
      const trailing = simulator.next(cycles) ?? (this.reported ? undefined : simulator.totals());
      if (trailing !== undefined) lockstep.push('simulator', trailing);
    }
    return { difference: lockstep.finish(), cycles: this.ended_cycles, events: lockstep.events };
  }

  /** The simulated machine as it stands. */
  get machine(): MachineEvents['machine'] {
    return this.simulator.machine;
  }

  /** The RTL has reported its counters, in the cycle after the last. */
  private get reported(): boolean {
    return Number(this.cycle) === this.cycles;
  }

  private compare(): void {
    if (this.lines.length === 0) return;
    const record = { cycle: Number(this.cycle), lines: this.lines.sort() };
    this.lines = [];
    if (!this.lockstep.push('rtl', record)) return;
    const answer = this.answer(record.cycle);
    if (answer !== undefined) this.lockstep.push('simulator', answer);
  }

  /** What the simulator says up to a cycle. */
  private answer(cycle: number): EventRecord | undefined {
    const { simulator, cycles } = this;
    return simulator.next(Math.min(cycle + 1, cycles)) ?? (cycle === cycles ? simulator.totals() : undefined);
  }
}
