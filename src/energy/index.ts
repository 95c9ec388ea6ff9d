export type { Charge, Price, Prices, Term } from './charge.js';
export { intervalReader, powerDraws, powerIntervals, ratioInterval } from './intervals.js';
export { energySectionJsonSchema, energyTableJsonSchema } from './json-schema.js';
export { accountEnergy, exactLeaves, type AccountedRun, type InstructionName } from './ledger.js';
export { energySection, withOverrides } from './overrides.js';
export { picojoules } from './plain-energy.js';
export { averagePower_uW, energyPerInference_nJ, powerReport } from './power.js';
export { priceTable } from './price.js';
export type { LoadUnitMath, UnitMath } from './quantity.js';
export type { ValueUnit } from './row-declarations.js';
export { SCALING_RULES, type Obstacle, type ScaledRow } from './scaling/index.js';
export { defineEnergyTable, parseEnergyTable } from './table-file.js';
export {
  rowOf,
  type EnergyTable,
  type TablePosterior,
  type TableProvenance,
  type TableRow,
  type Technology,
  type WidthScaling,
} from './table.js';
export {
  AT_BOUND,
  BOUND_SIGMA,
  FACTOR_ROW,
  convergenceOf,
  coverageOf,
  designOf,
  drawsOf,
  leaderOf,
  meanOf,
  mostProbable,
  p5_p95,
  parametersOf,
  powerOf,
  quantile,
  ratiosOf,
  rootMeanSquare,
  samplePosterior,
  shapeDifferences,
  varianceOf,
  type Chains,
  type Convergence,
  type Coverage,
  type Design,
  type Draws,
  type Evidence,
  type Fit,
  type KnownPower,
  type KnownShape,
  type Parameter,
  type Ratios,
  type SamplerOptions,
} from './calibration/index.js';
