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
    holdoutWorstError_percent: 0.6,
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
    perPart: [7343.78, 52.34, 86.65, 67.65, 16.66, 171.2, 53.89],
    points: 22,
    rmsError_percent: 2.6,
    worstError_percent: 7.7,
    holdoutWorstError_percent: 24.9,
  },
  legendreScan: {
    perPart: [3546.54, 38.8, 516.13, 64.54, 17.4, 389.34, 43.78],
    points: 12,
    rmsError_percent: 1.3,
    worstError_percent: 3,
    holdoutWorstError_percent: 1.4,
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
