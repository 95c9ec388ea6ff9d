/**
 * What reads files of a machine: networks, configurations, tables, recordings, programs and baselines, shipped ones too.
 *
 * @module lmusim/node
 */
export * from './study/files.node.js';
export {
  checkBaselines,
  loadBaseline,
  remeasureBaseline,
  shippedBaselines,
  type LoadedBaseline,
} from './study/check-files.node.js';
export { DEFAULT_TARGET, loadTarget } from './study/calibrate-files.node.js';
