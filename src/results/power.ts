/** Average power of a part, its energy for each inference, and its part of the whole (0 to 1; 0 when all is 0). */
export interface PowerShare {
  readonly name: string;
  readonly averagePower_uW: number;
  readonly energyPerInference_nJ: number;
  readonly fraction: number;
}

/** 5 and 95 % of a posterior: it holds the middle 90 %. */
export type Interval = readonly [p5: number, p95: number];

/** What power and its parts may be by the draws of a table; names are those of the breakdowns. */
export interface PowerIntervals {
  readonly total_uW_p5_p95: Interval;
  readonly byUnit_uW_p5_p95: Readonly<Record<string, Interval>>;
  readonly byTile_uW_p5_p95: Readonly<Record<string, Interval>>;
  readonly byLayer_uW_p5_p95: Readonly<Record<string, Interval>>;
  readonly byAction_uW_p5_p95: Readonly<Record<string, Interval>>;
  readonly byKind_uW_p5_p95: Readonly<Record<string, Interval>>;
  readonly byRowKind_uW_p5_p95: Readonly<Record<string, Interval>>;
  readonly savedByGating_uW_p5_p95: Interval;
  readonly savedByGatingByUnit_uW_p5_p95: Readonly<Record<string, Interval>>;
}

/** Power and energy of a run, averaged over its accounted window. One inference is one frame. */
export interface PowerReport {
  readonly hardware: string;
  readonly table: { readonly name: string; readonly status: 'bottom-up' | 'calibrated' };
  readonly frames: number;
  readonly window_s: number;
  readonly averagePower_uW: number;
  readonly energyPerInference_nJ: number;
  readonly byUnit: readonly PowerShare[];
  readonly byTile: readonly PowerShare[];
  readonly byLayer: readonly PowerShare[];
  readonly byAction: readonly PowerShare[];
  readonly byKind: readonly PowerShare[];
  readonly byRowKind: readonly PowerShare[];
}
