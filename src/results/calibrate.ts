import type { Interval } from './power.js';

/** What a fit did to one judgement and the rows that rest on it. */
export interface CalibratedParameter {
  /** The row that the others follow. */
  readonly name: string;
  readonly rows: readonly string[];
  readonly valueUnit: string;
  readonly prior: { readonly value: number; readonly spread_lnSigma: number };
  /** The most probable value. */
  readonly value: number;
  /** ln(value / prior value) in standard deviations of the prior; at most 2 either way. */
  readonly shift_sigma: number;
  readonly atBound: boolean;
  readonly posterior: { readonly p5: number; readonly median: number; readonly p95: number };
  /** Standard deviation of ln(value) after over before: 1 when the data say nothing of it. */
  readonly width_ratio: number;
  readonly rHat: number;
  readonly effectiveDraws: number;
}

/** A power that the fit followed. */
export interface CalibratedPower {
  readonly name: string;
  readonly network: string;
  readonly hardware: string;
  readonly target_uW: number;
  readonly spread_lnSigma: number;
  /** With the calibrated table. */
  readonly power_uW: number;
  readonly power_uW_p5_p95: Interval;
  /** ln(power / target) in the target's spread; what is more than 2 either way is not met. */
  readonly off_sigma: number;
  /** Before the fit: at the prior's values. */
  readonly prior_uW: number;
}

/** A design of the curve: the least resources at its clock. */
export interface ShapePoint {
  readonly clock_kHz: number;
  readonly transistors: number;
  readonly outputsPerCycle: number;
  readonly lanes: readonly number[];
  readonly legendreLanes: readonly number[];
  readonly busy: number;
  readonly power_uW: number;
  readonly power_uW_p5_p95: Interval;
}

export interface ShapeBin {
  readonly from_kHz: number;
  readonly to_kHz: number;
  readonly data_uW: number;
  /** Times the common factor. */
  readonly model_uW: number;
  /** Each draw times its own common factor: of a shape, not of a power. */
  readonly model_uW_p5_p95: Interval;
  readonly difference_ln: number;
}

/** How a curve's shape was met. */
export interface ShapeFit {
  readonly name: string;
  readonly busyAtMost: number;
  readonly spread_lnSigma: number;
  /** Root mean square of the bins' ln(model / data) after the common factor; not met when more than twice the spread. */
  readonly rms_ln: number;
  /** Data over model. */
  readonly commonFactor: number;
  readonly bins: readonly ShapeBin[];
  readonly points: readonly ShapePoint[];
  readonly infeasible_kHz: readonly number[];
  readonly minimum: {
    readonly clock_kHz: number;
    readonly power_uW: number;
    readonly power_uW_p5_p95: Interval;
    /** Clocks whose power is within 2 % of the least. */
    readonly within2percent_kHz: readonly number[];
    /** Power at the lowest and at the highest clock over the least. */
    readonly lowest_ratio: number;
    readonly highest_ratio: number;
  };
}

/** A fit that should do worse, and by how much. */
export interface CalibrationControl {
  readonly name: string;
  readonly rms_ln: number;
  /** Sum of squared residuals above the fit's; absent for a control that is no fit. */
  readonly worse_squaredSigmas?: number;
}

export interface CalibrationPrediction {
  readonly name: string;
  readonly power_uW: number;
  readonly power_uW_median: number;
  readonly power_uW_p5_p95: Interval;
}

/** What `lmusim calibrate` finds. Plain data, same input same bytes. */
export interface CalibrateResult {
  readonly schema: 'lmusim.calibrate/1';
  readonly version: string;
  readonly seed: string;
  readonly target: { readonly name: string; readonly sha256: string };
  /** The table that the fit started from. */
  readonly table: { readonly name: string; readonly sha256: string };
  /** No bound was hit, all of the target was met, and the chains agree. */
  readonly ok: boolean;
  /** Names of powers and of the shape that the fit is further from than twice their spread: they contradict one another. */
  readonly missed: readonly string[];
  readonly calibration: {
    /** Of the first power. */
    readonly power_uW: number;
    readonly power_uW_p5_p95: Interval;
    readonly target_uW: number;
    readonly greatestShift_sigma: number;
    /** Sum of squared residuals at the most probable values. */
    readonly squaredSigmas: number;
  };
  readonly powers: readonly CalibratedPower[];
  readonly parameters: readonly CalibratedParameter[];
  readonly shape: ShapeFit | null;
  readonly controls: readonly CalibrationControl[];
  readonly convergence: {
    readonly ok: boolean;
    readonly chains: number;
    readonly draws: number;
    readonly greatest_rHat: number;
    readonly least_effectiveDraws: number;
  };
  /** What the data do not tell apart. */
  readonly unidentified: {
    /** Parameters that are known hardly better than before. */
    readonly parameters: readonly string[];
    /** Parameters whose ln are correlated by more than 0.3 either way. */
    readonly pairs: readonly { readonly a: string; readonly b: string; readonly correlation: number }[];
  };
  readonly predictions: readonly CalibrationPrediction[];
}
