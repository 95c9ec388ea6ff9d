import { availableParallelism } from 'node:os';
import { startThreads, type Threads } from '../sweep/threads.node.js';
import type { ArgumentReader } from './arguments.js';

/** How many workers a sweep has. */
export const workersOf = (args: ArgumentReader): number =>
  args.wholeNumberWithin('workers', 1, 256) ?? availableParallelism();

/** Starts the threads of a sweep that will run points, before what reads its inputs is loaded. */
export async function threadsFor(args: ArgumentReader): Promise<Threads | undefined> {
  const workers = workersOf(args);
  const swept = args.text('study') ?? args.all('axis')[0];
  const other = args.flag('dry-run') || args.text('slurm') !== undefined;
  if (other || swept === undefined || args.text('output') === undefined || args.isWrong) return undefined;
  return await startThreads(workers);
}
