export { boundsOf, type Bound, type LegendreBound, type MacBound } from './bounds.js';
export { allocationOf, compile, type CompileOptions, type TileUse } from './compile.js';
export type { StoreUse } from './fit.js';
