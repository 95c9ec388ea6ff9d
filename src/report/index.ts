export { gauge } from './bars.js';
export { compileText } from './compile-text.js';
export { configText } from './config-text.js';
export { networkInfoText, programInfoText } from './info-text.js';
export { sizeText } from './size-text.js';
export { document, labelled } from './layout.js';
export { runText, type RunTextOptions } from './run-text.js';
export { DEFAULT_WIDTH, LEAST_WIDTH, PLAIN, type Style, type TextOptions } from './style.js';
export { wrap } from './text.js';
