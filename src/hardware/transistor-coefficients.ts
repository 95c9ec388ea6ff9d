import type { FormulaName } from './transistor-terms.js';
export interface Coefficients {
  readonly perPart: readonly number[];
  readonly points: number;
  readonly rmsError_percent: number;
  readonly worstError_percent: number;
  readonly holdoutWorstError_percent: number;
}
export const COEFFICIENTS: Readonly<Record<FormulaName, Coefficients>> = {
  alwaysOn: {
    perPart: [942.18, 57.81],
    points: 8,
    rmsError_percent: 2.1,
    worstError_percent: 3.8,
    holdoutWorstError_percent: 3.4,
  },
  sequencer: {
    perPart: [25387.94, 69.72],
    points: 8,
    rmsError_percent: 0.5,
    worstError_percent: 0.7,
    holdoutWorstError_percent: 0.7,
  },
  macArray: {
    perPart: [31.4, 59.71, 80.35],
    points: 21,
    rmsError_percent: 3,
    worstError_percent: 6.3,
    holdoutWorstError_percent: 8,
  },
  postProcessor: {
    perPart: [135.55, 11.78, 30.27, 70.74, 875.77],
    points: 31,
    rmsError_percent: 3.4,
    worstError_percent: 7.3,
    holdoutWorstError_percent: 6.5,
  },
  legendreDense: {
    perPart: [8524.35, 51.13, 102.66, 69.58, 134.46, 52.24],
    points: 22,
    rmsError_percent: 3.3,
    worstError_percent: 7.1,
    holdoutWorstError_percent: 4.4,
  },
  legendreScan: {
    perPart: [6919.26, 31.54, 120.59, 80.72, 546.64, 44.47],
    points: 12,
    rmsError_percent: 3,
    worstError_percent: 5.6,
    holdoutWorstError_percent: 2.7,
  },
  readOnlySram: {
    perPart: [20.94, 9.63, 2.74],
    points: 26,
    rmsError_percent: 3.4,
    worstError_percent: 7.4,
    holdoutWorstError_percent: 10,
  },
  readWriteSram: {
    perPart: [36.38, 9.82, 2.74],
    points: 25,
    rmsError_percent: 2.9,
    worstError_percent: 5.2,
    holdoutWorstError_percent: 5.1,
  },
  tileWiring: {
    perPart: [556, 14, 6],
    points: 6,
    rmsError_percent: 0,
    worstError_percent: 0,
    holdoutWorstError_percent: 0,
  },
};
