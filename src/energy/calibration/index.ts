export { convergenceOf, meanOf, varianceOf, type Convergence } from './convergence.js';
export { coverageOf, type Coverage } from './coverage.js';
export { designOf, powerOf, ratiosOf, type Design, type Ratios } from './design.js';
export {
  BOUND_SIGMA,
  rootMeanSquare,
  shapeDifferences,
  type Evidence,
  type KnownPower,
  type KnownShape,
} from './evidence.js';
export { AT_BOUND, mostProbable, type Fit } from './fit.js';
export { FACTOR_ROW, leaderOf, parametersOf, type Parameter } from './parameters.js';
export { p5_p95, quantile } from './quantile.js';
export { drawsOf, type Draws } from './random.js';
export { samplePosterior, type Chains, type SamplerOptions } from './sample.js';
