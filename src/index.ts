export * from './fixed-point/index.js';
export * from './problems/index.js';
