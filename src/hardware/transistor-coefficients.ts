import type { FormulaName } from './transistor-terms.js';

/** What synthesis says of one formula; errors are of all logic of a module. */
export interface Coefficients {
  /** Transistors of one of each part of transistor-terms.ts, in that order. */
  readonly perPart: readonly number[];
  /** Syntheses that the coefficients come from. */
  readonly points: number;
  readonly rmsError_percent: number;
  readonly worstError_percent: number;
  /** Of parameters that the fit did not see: random ones, and those of whole tiles. */
  readonly holdoutWorstError_percent: number;
}

/** Written by `npm run transistors` from syntheses with Yosys 0.23 (git sha1 7ce5011c24b); do not edit. */
export const COEFFICIENTS: Readonly<Record<FormulaName, Coefficients>> = {
  alwaysOn: {
    perPart: [942.18, 57.81],
    points: 8,
    rmsError_percent: 2.1,
    worstError_percent: 3.8,
    holdoutWorstError_percent: 3.8,
  },
  sequencer: {
    perPart: [25477.3, 168.93],
    points: 8,
    rmsError_percent: 0.6,
    worstError_percent: 0.9,
    holdoutWorstError_percent: 1.3,
  },
  macArray: {
    perPart: [28.83, 55.07, 86.32],
    points: 21,
    rmsError_percent: 3.7,
    worstError_percent: 9.8,
    holdoutWorstError_percent: 7.4,
  },
  postProcessor: {
    perPart: [135.97, 11.64, 31.01, 58.4, 855],
    points: 31,
    rmsError_percent: 3.3,
    worstError_percent: 7.2,
    holdoutWorstError_percent: 7.5,
  },
  legendreDense: {
    perPart: [12315.84, 53.09, 99.77, 71.37, 26.02, 36.32],
    points: 22,
    rmsError_percent: 3.1,
    worstError_percent: 7.4,
    holdoutWorstError_percent: 6.7,
  },
  legendreScan: {
    perPart: [8639.33, 39.04, 0, 82.82, 524.81, 39.44],
    points: 12,
    rmsError_percent: 2.5,
    worstError_percent: 4.6,
    holdoutWorstError_percent: 5,
  },
  readOnlySram: {
    perPart: [21.42, 9.67, 2.71],
    points: 26,
    rmsError_percent: 3.5,
    worstError_percent: 7.2,
    holdoutWorstError_percent: 7.6,
  },
  readWriteSram: {
    perPart: [38, 9.75, 2.83],
    points: 25,
    rmsError_percent: 3.1,
    worstError_percent: 5.5,
    holdoutWorstError_percent: 5.4,
  },
  tileWiring: {
    perPart: [556, 14, 6],
    points: 6,
    rmsError_percent: 0,
    worstError_percent: 0,
    holdoutWorstError_percent: 0,
  },
};
