export { bitsFor, maximumOf, minimumOf, roundShift, saturate } from './rounding.js';
export { dequantise, quantise } from './quantise.js';
