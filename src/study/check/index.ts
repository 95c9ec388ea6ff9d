export { baselineJsonSchema, parseBaseline, updateBaseline, type BaselineCase } from './baseline-file.js';
export { compareMeasured } from './compare-measured.js';
export { measure, pricedBy } from './measure.js';
