import { invariant } from '../problems/index.js';
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
 * The clock enable of a unit's port, and the counters of its domains' states (docs/accelerator.md, G1, G2). Working cycles
 * are counted as they happen; the cycles between them are known when the row of the counters ends, so that a port that
 * does nothing costs nothing.
 */
export class ClockedPort {
  private readonly activeField: number;
  private readonly idleField: number;
  private readonly partlyIdleField: number;
  private readonly gatedField: number;
  private readonly retainedField: number;
  /** First cycle of the current row, or of what is left of it. */
  private since = 0;
  /** Since then: working cycles, and active domain-cycles beyond one in each of them. */
  private working_cycles = 0;
  private further = 0;
  /** `active` as the cycle under way began; kept for {@link view} alone, between {@link beginCycle} and the next. */
  private activeBefore = 0;
  private retaining = false;

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

  /** Clocks one domain to work in the current cycle. At most once a cycle. */
  work(): void {
    this.working_cycles += 1;
  }

  /** Clocks `active` domains to work in the current cycle, at least one. Instead of {@link work}. */
  workOn(active: number): void {
    this.working_cycles += 1;
    this.further += active - 1;
  }

  /** Marks where a cycle begins; needed by a probe that asks for {@link view} only. */
  beginCycle(): void {
    this.activeBefore = this.active;
  }

  /** Active domain-cycles since the row began. */
  private get active(): number {
    return this.working_cycles + this.further;
  }

  /** Adds everything before `cycle` to the current row. */
  settle(cycle: number): void {
    const { values, row: current, inputRow } = this.counters;
    const row = this.belongsToInput ? inputRow : current;
    const idle_cycles = cycle - this.since - this.working_cycles;
    invariant(idle_cycles >= 0, () => `${this.unit}.${this.port} worked twice in a cycle`);
    const idle = idle_cycles * this.domains;
    const { active } = this;
    values[row + this.activeField]! += active;
    values[row + this.partlyIdleField]! += this.working_cycles * this.domains - active;
    if (this.eventField !== undefined) values[row + this.eventField]! += active;
    if (this.retaining) {
      values[row + this.gatedField]! += idle;
      values[row + this.retainedField]! += idle;
    } else {
      values[row + this.idleField]! += idle;
    }
    this.since = cycle;
    this.working_cycles = 0;
    this.activeBefore -= active;
    this.further = 0;
  }

  /** Enters or leaves retention from `cycle` on (H5). */
  retain(on: boolean, cycle: number): void {
    this.settle(cycle);
    this.retaining = on;
  }

  /** The states in the cycle that was just evaluated. */
  view(): ClockView {
    const { unit, port, domains, policy } = this;
    const active = policy === 'always' ? domains : this.active - this.activeBefore;
    const rest = domains - active;
    const gates =
      active > 0 ? policy === 'perBank' || policy === 'perLane' : policy !== 'never' || this.retaining;
    return { unit, port, active, idleClocked: gates ? 0 : rest, gated: gates ? rest : 0 };
  }
}
