import { COMMON, flag, HARDWARE, RUN, single, TABLES } from './options.js';
import { sweepMerge } from './sweep-merge.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const sweep: Verb = {
  command: 'sweep [study]',
  describe: 'Run many points of a design space, and say which are best',
  positionals: { study: { type: 'string', describe: 'a file (.yaml, docs/sweep.md); flags alone will do' } },
  options: {
    axis: single('PATH=50,92,200, PATH=50..1000/20 or PATH=50..1000/20log; NAME:PATH= names it; repeatable'),
    where: single('an expression over axes and results that must hold; repeatable'),
    sample: single('random/100 or latin-hypercube/100 in place of the product of all axes'),
    check: single('fraction of the points that run on the simulator too; 0.01 when left out'),
    seed: single("what random choices come of; '0' when left out"),
    network: RUN.network,
    ...HARDWARE,
    table: RUN.table,
    'dry-run': flag('only say which points there are and how long they would take'),
    resume: flag('go on with the folder of --output, or begin it'),
    shard: single('run a part of the points, such as 2/4'),
    slurm: single('write a job array of as many tasks into the folder instead of running'),
    workers: single('worker threads; one for each processor when left out'),
    best: single('write the hardware of the best point to this file'),
    ...TABLES,
    ...COMMON,
    output: single('folder of the results', 'o'),
    force: flag('overwrite the files of --csv, --parquet and --best; never a sweep'),
  },
  examples: [
    ['lmusim sweep study.yaml -o out', 'the points of a file, into a folder'],
    [
      'lmusim sweep --axis clock_kHz=80,100,200 -o clocks --best best.yaml',
      'of flags, with the best as a hardware file',
    ],
    ['lmusim sweep study.yaml --dry-run', 'which points there are, and about how long they take'],
  ],
  nested: [sweepMerge],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<'no' | undefined> {
  const [{ ArgumentReader }, { threadsFor }] = await Promise.all([
    import('./arguments.js'),
    import('./sweep-threads.js'),
  ]);
  const args = new ArgumentReader(given);
  const threads = await threadsFor(args);
  try {
    const { actOnSweep } = await import('./sweep-action.js');
    return await actOnSweep(args, threads, terminal);
  } finally {
    await threads?.end();
  }
}
