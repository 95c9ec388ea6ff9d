export { calibrateText } from './calibrate-text.js';
export { gauge } from './bars.js';
export { checkAnnotations, checkBenchmark, checkJUnit, checkMarkdown, checkText } from './check/index.js';
export { compareText } from './compare-text.js';
export { compileText } from './compile-text.js';
export { configText } from './config-text.js';
export { networkInfoText, programInfoText } from './info-text.js';
export {
  FIGURE_KINDS,
  figureSvg,
  sweepFigure,
  type Figure,
  type FigureKind,
  type FigureRequest,
} from './figures/index.js';
export { document, labelled } from './layout.js';
export { grouped, significant } from './numbers.js';
export { platformsText } from './platforms-text.js';
export { runText, type RunTextOptions } from './run-text.js';
export { sizeText } from './size-text.js';
export { sweepText } from './sweep-text.js';
export { DEFAULT_WIDTH, LEAST_WIDTH, PLAIN, type Style, type TextOptions } from './style.js';
export { wrap } from './text.js';
