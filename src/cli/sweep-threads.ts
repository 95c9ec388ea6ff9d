import { availableParallelism } from 'node:os';
import { startThreads, type Threads } from '../sweep/threads.node.js';
import type { ArgumentReader } from './arguments.js';

/** How many workers a sweep has. */
export const workersOf = (args: ArgumentReader): number =>
  args.wholeNumberWithin('workers', 1, 256) ?? availableParallelism();

/** Starts the threads of a sweep that runs points, before what reads its inputs is loaded. */
export async function threadsFor(args: ArgumentReader): Promise<Threads | undefined> {
  return args.flag('dry-run') || args.text('slurm') !== undefined ? undefined : startThreads(workersOf(args));
}
