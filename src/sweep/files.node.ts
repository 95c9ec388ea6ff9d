/** Sweeps from and into the files of a machine. */
export { readManifest, readResults } from './folder.node.js';
export { loadInputs, loadLabelled, loadSweep, loadSweepFile, type LoadedSweep } from './load.node.js';
export { mergeShards } from './merge.node.js';
export { runSweep, summaryOf, type RunSweepOptions, type SweepProgress } from './run-sweep.node.js';
