import fc from 'fast-check';
import { runs } from './runs.js';

/** For every property that states neither: the same cases on every machine, and 100 of them times LMUSIM_RUNS. */
fc.configureGlobal({ seed: 1, numRuns: runs(100) });
