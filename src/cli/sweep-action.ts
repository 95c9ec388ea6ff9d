import { basename, isAbsolute } from 'node:path';
import { sweepText } from '../report/index.js';
import { hardwareOfPoint, parseSweep, planSweep, slurmScript, type Shard } from '../sweep/index.js';
import { loadInputs, loadSweepFile, runSweepOn } from '../sweep/files.node.js';
import type { Threads } from '../sweep/threads.node.js';
import { unitMath } from '../study/unit-math.node.js';
import type { ArgumentReader } from './arguments.js';
import { jsonText, openFile, openOutput } from './output.js';
import { changesOf } from './sweep-changes.js';
import { dryRun } from './sweep-dry-run.js';
import { sweepProgress } from './sweep-progress.js';
import { writeSlurm } from './sweep-slurm.js';
import { openTables } from './sweep-tables.js';
import { workersOf } from './sweep-threads.js';
import type { Terminal } from './terminal.js';
import { yamlText } from './yaml-text.js';

/** What `lmusim sweep` does; in a file of its own, so that the help need not load it. */
export async function actOnSweep(
  args: ArgumentReader,
  threads: Threads | undefined,
  terminal: Terminal,
): Promise<'no' | undefined> {
  const file = args.text('study');
  const folder = args.text('output');
  const changes = changesOf(args);
  const shard = shardOf(args);
  const workers = workersOf(args);
  const tasks = args.wholeNumberWithin('slurm', 1, 10_000);
  const dry = args.flag('dry-run');
  refuseConflicts(args, { file, folder, dry, shard, tasks });
  const best = openFile(args, terminal, 'best');
  const tables = await openTables(args, terminal);
  const output = openOutput(args.without('output'), terminal);

  const definition = file === undefined ? parseSweep('{}', undefined, changes) : loadSweepFile(file, changes);
  const loaded = loadInputs(definition, file);
  if (dry) {
    await dryRun(loaded, workers, output, terminal);
    return undefined;
  }
  if (tasks !== undefined) {
    await planSweep(loaded.definition, loaded.inputs, unitMath);
    output.deliver(
      writeSlurm(
        folder!,
        slurmScript(
          wordsOf(args, file, (word) => word),
          tasks,
          folder!,
        ),
      ),
    );
    return undefined;
  }
  const progress = sweepProgress(terminal, args.flag('quiet'));
  let summary;
  try {
    summary = await runSweepOn(threads, loaded, {
      ...{ folder: folder!, resume: args.flag('resume'), onProgress: progress.show },
      command: ['lmusim', 'sweep', ...wordsOf(args, file, shown)].join(' '),
      ...(shard === undefined ? {} : { shard }),
    });
  } finally {
    progress.end();
  }
  if (best !== undefined && summary.best !== null) {
    const plan = await planSweep(loaded.definition, loaded.inputs, unitMath);
    best.write(yamlText(hardwareOfPoint(plan.sweep, loaded.inputs, summary.best.values, unitMath)));
    best.finish();
  } else if (best !== undefined && !args.flag('quiet')) {
    // With --force an older file may stand there.
    terminal.note(`lmusim: no point is ok: ${args.text('best')} was not written\n`);
  }
  if (shard === undefined) await tables.write(folder!);
  output.deliver(output.format === 'json' ? jsonText(summary) : sweepText(summary, output.text));
  return summary.points.failed > 0 ? 'no' : undefined;
}

/** No result holds a folder of this machine. */
const shown = (word: string): string => (isAbsolute(word) ? basename(word) : word);

/** The words that say what is swept, without those that say where, how and when. */
function wordsOf(
  args: ArgumentReader,
  file: string | undefined,
  shownAs: (word: string) => string,
): string[] {
  const flags = ['axis', 'where', 'sample', 'check', 'seed', 'network', 'hardware', 'table', 'set'];
  return [
    ...(file === undefined ? [] : [shownAs(file)]),
    ...flags.flatMap((name) => args.all(name).flatMap((value) => [`--${name}`, shownAs(value)])),
  ];
}

function shardOf(args: ArgumentReader): Shard | undefined {
  const text = args.text('shard');
  if (text === undefined) return undefined;
  const [, number, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  if (number !== undefined && Number(number) >= 1 && Number(number) <= Number(of)) {
    return { number: Number(number), of: Number(of) };
  }
  args.add({
    code: 'usage.shard',
    path: '--shard',
    message: 'not a shard',
    expected: 'such as 2/4, from 1/4 to 4/4',
    received: `'${text}'`,
  });
  return undefined;
}

function refuseConflicts(
  args: ArgumentReader,
  {
    file,
    folder,
    dry,
    shard,
    tasks,
  }: Readonly<Record<'file' | 'folder', string | undefined>> & {
    readonly dry: boolean;
    readonly shard: Shard | undefined;
    readonly tasks: number | undefined;
  },
): void {
  const conflict = (path: string, message: string, expected: string): void =>
    args.add({ code: 'usage.conflict', path, message, expected });
  if (file === undefined && args.all('axis').length === 0)
    args.add({
      code: 'usage.nothing',
      path: 'study',
      message: 'nothing to sweep',
      expected: 'a sweep file or --axis',
    });
  if (folder === undefined && !dry)
    args.add({
      code: 'usage.missing',
      path: '--output',
      message: 'missing',
      expected: 'a folder for the results, or --dry-run',
    });
  if (tasks !== undefined && (shard !== undefined || dry))
    conflict('--slurm', 'not together with --shard or --dry-run', 'one of them');
  const products = ['csv', 'parquet', 'best'].filter((name) => args.text(name) !== undefined);
  if (products.length > 0 && (shard !== undefined || tasks !== undefined || dry))
    conflict(
      `--${products[0]!}`,
      'only of a whole sweep',
      'without --shard, --slurm and --dry-run; sweep merge writes tables',
    );
}
