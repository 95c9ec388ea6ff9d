import type { HardwareConfiguration, TileUnitName } from '../hardware/index.js';
import type { AppliedRule, EnergyKind } from '../results/index.js';
import type { ScaledRow } from './scaling/index.js';
import type { EnergyTable, TableRow } from './table.js';

/** What one count of something costs, in yoctojoules (1e-24 J). */
export interface Price {
  readonly price_yJ: bigint;
  /** The price if the implementation factor were 1. */
  readonly bare_yJ: bigint;
  /** Rules that lead from the row's scaled value to the price, beside its unit. */
  readonly rules: readonly AppliedRule[];
}

/** A count that is paid for: the sum of counters of one row of counts, each times a factor. */
export interface Charge extends Price {
  readonly unit: TileUnitName;
  /** An event's action, `clock`, `leakage`, `retention` or `laneStatic`. */
  readonly action: string;
  readonly kind: EnergyKind;
  readonly tableRow: string;
  readonly terms: readonly Term[];
}

/** A counter, by its position in a row of counts. */
export interface Term {
  readonly field: number;
  readonly factor: number;
}

/** Everything that a table charges for on one configuration. */
export interface Prices {
  /** The table with the rows that the hardware file states itself. */
  readonly table: EnergyTable;
  readonly hardware: HardwareConfiguration;
  /** The table's rows, in its order, at the configuration's node, voltage and temperature. */
  readonly rows: readonly ScaledRow[];
  readonly tiles: readonly (readonly Charge[])[];
  /** For each cycle of the accelerator. */
  readonly clockTree: Price;
  /** The row `implementation.factor`, when there is one. */
  readonly implementation: TableRow | undefined;
}
