export { figureSvg, type Figure } from './render.js';
