export { axisTitle } from './axis-title.js';
export { figureSvg, type Figure } from './render.js';
export { FIGURE_KINDS, type FigureKind, type FigureRequest } from './rows.js';
export { sweepFigure } from './sweep-figure.js';
