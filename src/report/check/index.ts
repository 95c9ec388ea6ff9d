export { checkAnnotations, checkBenchmark, checkJUnit, checkMarkdown } from './check-machines.js';
export { checkText } from './check-text.js';
