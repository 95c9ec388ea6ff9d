export { denseCoefficients, scanCoefficients, type CoefficientFormat } from './coefficients.js';
export { discretiseEuler, discretiseZoh, type DiscreteMemory } from './discretise.js';
export { LmuCell, type LmuCellWeights } from './lmu-cell.js';
export { MAXIMUM_ORDER } from './order-and-window.js';
export { legendreRunningSums } from './running-sums.js';
export { leastStableTheta, refuseUnstableEuler, unstableEulerProblems } from './stability.js';
export { decodeWeights, legendreStateSpace, type StateSpace } from './state-space.js';
