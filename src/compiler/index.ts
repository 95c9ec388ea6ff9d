export { boundsOf, type Bound, type LegendreBound, type MacBound } from './bounds.js';
export { compile, type CompileOptions } from './compile.js';
