import { clockField, type ClockGating, type PortName, type TileUnitName } from '../hardware/index.js';
import type { Counters } from './counters.js';

/** What a port's domains do in one cycle: they sum to its domains. */
export interface ClockView {
  readonly unit: TileUnitName;
  readonly port: PortName;
  readonly active: number;
  readonly idleClocked: number;
  readonly gated: number;
}

/**
 * The clock enable of a unit's port, and the counters of its domains' states (docs/accelerator.md, G1, G2). A port that
 * does nothing costs nothing: its idle cycles are added when it works again or when they are asked for.
 */
export class ClockedPort {
  private readonly activeField: number;
  private readonly idleField: number;
  private readonly partlyIdleField: number;
  private readonly gatedField: number;
  private readonly retainedField: number;
  /** First cycle that is not counted yet. */
  private uncounted = 0;
  private activeDomains = 0;
  private retaining = false;
  /** Since the current row began: active domain-cycles, working cycles, and cycles without work. */
  private active = 0;
  private working_cycles = 0;
  private idle_cycles = 0;

  constructor(
    private readonly counters: Counters,
    readonly unit: TileUnitName,
    readonly port: PortName,
    readonly domains: number,
    private readonly policy: ClockGating | 'always',
    /** Event counted once for each active domain-cycle, such as a memory's reads; undefined for none. */
    private readonly eventField?: number,
    private readonly belongsToInput = false,
  ) {
    const idle = policy === 'never' ? 'idleClocked' : policy === 'always' ? 'active' : 'gated';
    const partlyIdle = policy === 'perBank' || policy === 'perLane' ? 'gated' : 'idleClocked';
    this.activeField = clockField(unit, port, 'active');
    this.idleField = clockField(unit, port, idle);
    this.partlyIdleField = clockField(unit, port, partlyIdle);
    this.gatedField = clockField(unit, port, 'gated');
    this.retainedField = clockField(unit, port, 'retained');
    counters.register(this);
  }

  /** Clocks `active` domains to work in the current cycle. At most once a cycle. */
  work(active: number): void {
    const { now } = this.counters;
    this.idle_cycles += now - this.uncounted;
    this.uncounted = now + 1;
    this.active += active;
    this.activeDomains = active;
    this.working_cycles += 1;
  }

  /** Adds everything before `cycle` to the current row. */
  settle(cycle: number): void {
    const { values, row: current, inputRow } = this.counters;
    const row = this.belongsToInput ? inputRow : current;
    if (this.working_cycles > 0) {
      values[row + this.activeField]! += this.active;
      values[row + this.partlyIdleField]! += this.working_cycles * this.domains - this.active;
      if (this.eventField !== undefined) values[row + this.eventField]! += this.active;
      this.active = 0;
      this.working_cycles = 0;
    }
    const idle = (this.idle_cycles + cycle - this.uncounted) * this.domains;
    this.idle_cycles = 0;
    this.uncounted = cycle;
    if (this.retaining) {
      values[row + this.gatedField]! += idle;
      values[row + this.retainedField]! += idle;
    } else {
      values[row + this.idleField]! += idle;
    }
  }

  /** Enters or leaves retention from `cycle` on (H5). */
  retain(on: boolean, cycle: number): void {
    this.settle(cycle);
    this.retaining = on;
  }

  /** The states in the cycle that was just evaluated. */
  view(): ClockView {
    const { unit, port, domains, policy, counters } = this;
    const worked =
      policy === 'always' ? domains : this.uncounted === counters.now + 1 ? this.activeDomains : 0;
    const rest = domains - worked;
    const gates =
      worked > 0 ? policy === 'perBank' || policy === 'perLane' : policy !== 'never' || this.retaining;
    return { unit, port, active: worked, idleClocked: gates ? 0 : rest, gated: gates ? rest : 0 };
  }
}
