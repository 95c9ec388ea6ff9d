export { checkAnnotations, checkBenchmark, checkJUnit, checkMarkdown, checkText } from './check/index.js';
export { compareText } from './compare-text.js';
export { configText } from './config-text.js';
export { grouped, significant } from './numbers.js';
export { runText } from './run-text.js';
export { DEFAULT_WIDTH, LEAST_WIDTH, PLAIN, type Style, type TextOptions } from './style.js';
