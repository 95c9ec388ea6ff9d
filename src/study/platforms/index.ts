export { comparePlatforms } from './compare-platforms.js';
export { cortexM4fCycles } from './cortex-m4f.js';
export { CORTEX_M4F_CORES, PAPER_ACCELERATOR, PAPER_CORTEX_M4F, PUBLISHED } from './published.js';
