import type { Interval } from './power.js';

/** A value of an axis. */
export type AxisValue = number | string | boolean;

/** `ok`: it ran and everything holds. `infeasible`: no design, or a rule does not hold. `failed`: an error of ours. */
export type PointStatus = 'ok' | 'infeasible' | 'failed';

/** What one point of a sweep came to: a line of its results. Plain data, same input same bytes. */
export interface SweepRecord {
  /** Of what determines the point (docs/sweep.md, F1). */
  readonly key: string;
  /** Among the points of the sweep, from 0. */
  readonly index: number;
  /** By the names of the axes. */
  readonly values: Readonly<Record<string, AxisValue>>;
  readonly status: PointStatus;
  /** Why it is not `ok`. */
  readonly reasons?: readonly string[];
  /** By name, the unit in it, such as `power_uW`. */
  readonly results?: Readonly<Record<string, number>>;
  readonly powerByUnit_uW?: Readonly<Record<string, number>>;
  /** The middle 90 % by the draws of the table, when it has draws. */
  readonly powerByUnit_uW_p5_p95?: Readonly<Record<string, Interval>>;
  /** The resources that `least` chose. */
  readonly chosen?: Readonly<Record<string, number>>;
  /** It was run on the simulator too, which found the same. */
  readonly checked?: true;
}

/** Whether the least or the most of a result is wanted. */
export type Aim = 'least' | 'most';

/** How far an objective depends on an axis (docs/sweep.md, O2). */
export interface Sensitivity {
  readonly axis: string;
  readonly objective: string;
  /** Least and greatest mean of the objective over the values of the axis. */
  readonly lowest: number;
  readonly highest: number;
  /** Means of the 5 % and 95 % limits of the same points, when the objective has limits. */
  readonly lowest_p5_p95?: Interval;
  readonly highest_p5_p95?: Interval;
  /** Fraction of the objective's variance that these means explain; 0 when it has none. */
  readonly explained: number;
}

/** An energy table of a sweep. */
export interface SweepTable {
  /** As the sweep's file and the values of its axis have it. */
  readonly name: string;
  readonly sha256: string;
  /** `bottom-up`: its values were not calibrated. */
  readonly status: 'bottom-up' | 'calibrated';
}

/** What must be known of a sweep to read its records. */
export interface SweepHead {
  /** Names, in the order of the sweep. */
  readonly axes: readonly string[];
  readonly objectives: Readonly<Record<string, Aim>>;
  /** In the order of their axis, each once. */
  readonly tables: readonly SweepTable[];
  /** The axis whose values are names of tables; absent when all points have the same. */
  readonly tableAxis?: string;
}

/** A sweep's results in short: the JSON of `lmusim sweep`. */
export interface SweepSummary extends SweepHead {
  readonly schema: 'lmusim.sweep/1';
  readonly version: string;
  /** Hash of definition, inputs and version. */
  readonly id: string;
  readonly about: string;
  readonly points: {
    readonly total: number;
    readonly ok: number;
    readonly infeasible: number;
    readonly failed: number;
    /** Run on the simulator too. */
    readonly checked: number;
  };
  /** Reasons of points that are not ok, with how many gave each; the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly points: number }[];
  /** The best first objective; null when no point is ok. */
  readonly best: SweepRecord | null;
  /** The Pareto front, by the first objective. */
  readonly front: readonly SweepRecord[];
  readonly sensitivity: readonly Sensitivity[];
}
