/**
 * What reads files of a machine: networks, configurations, tables, recordings, programs and baselines, shipped ones too.
 *
 * @module lmusim/node
 */
export * from './study/files.node.js';
export {
  checkBaselines,
  loadBaseline,
  resimulateBaseline,
  shippedBaselines,
  type LoadedBaseline,
} from './study/check-files.node.js';
export {
  figureOf,
  loadInputs,
  loadLabelled,
  loadSweep,
  loadSweepFile,
  mergeShards,
  readManifest,
  readResults,
  runSweep,
  summaryOf,
  type LoadedSweep,
  type RunSweepOptions,
  type SweepProgress,
} from './sweep/files.node.js';
export type { WriteBytes } from './sweep/journal.node.js';
export type { Manifest } from './sweep/index.js';
export { DEFAULT_TARGET, loadTarget } from './study/calibrate-files.node.js';
