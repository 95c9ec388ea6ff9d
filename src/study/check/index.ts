export { baselineJsonSchema, parseBaseline, updateBaseline, type BaselineCase } from './baseline-file.js';
export { compareSimulated } from './compare-simulated.js';
export { pricedBy, simulatedOf } from './simulated-of.js';
