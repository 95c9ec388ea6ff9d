/** Sweeps from and into the files of a machine. */
import { figureData, type FigureData, type FigureWish } from './figure-data.js';
import { readManifest, readResults } from './folder.node.js';
import { headOf } from './head.js';

export { isComplete, readManifest, readResults } from './folder.node.js';
export { loadInputs, loadLabelled, loadSweep, loadSweepFile, type LoadedSweep } from './load.node.js';
export { mergeShards } from './merge.node.js';
export {
  runSweep,
  runSweepOn,
  summaryOf,
  type RunSweepOptions,
  type SweepProgress,
} from './run-sweep.node.js';

/**
 * The results of a folder for a figure: `sweepFigure` draws it.
 *
 * @throws InputError `sweep.incomplete`, `sweep.figure`
 */
export function figureOf<Kind extends string>(folder: string, wish: FigureWish<Kind>): FigureData<Kind> {
  const records = [...readResults(folder)];
  return figureData(records, headOf(readManifest(folder)!), wish);
}
