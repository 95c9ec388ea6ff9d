export { gauge } from './bars.js';
export { configText } from './config-text.js';
export { runText, type RunTextOptions } from './run-text.js';
export { DEFAULT_WIDTH, LEAST_WIDTH, PLAIN, type Style, type TextOptions } from './style.js';
