export { figureSvg, type Figure } from './render.js';
export { FIGURE_KINDS, axisTitle, sweepFigure, type FigureKind, type FigureRequest } from './sweep-figure.js';
