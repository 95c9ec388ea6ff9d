import { COMMON, TABLES } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const sweepMerge: Verb = {
  command: 'merge <folder>',
  describe: 'Put the shards of a sweep together, or sum up a sweep that is complete',
  positionals: { folder: { type: 'string', describe: 'with shard-1-of-N and the others, or results' } },
  options: {
    ...TABLES,
    ...COMMON,
  },
  examples: [['lmusim sweep merge sharded', 'what an unsharded run would have written']],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<'no' | undefined> {
  const [{ ArgumentReader }, { jsonText, openOutput }, files, { sweepText }, { openTables }] =
    await Promise.all([
      import('./arguments.js'),
      import('./output.js'),
      import('../sweep/files.node.js'),
      import('../report/index.js'),
      import('./sweep-tables.js'),
    ]);
  const args = new ArgumentReader(given);
  const folder = args.text('folder')!;
  const tables = await openTables(args, terminal);
  const output = openOutput(args, terminal);
  const summary = files.isComplete(folder) ? files.summaryOf(folder) : files.mergeShards(folder);
  await tables.write(folder);
  output.deliver(output.format === 'json' ? jsonText(summary) : sweepText(summary, output.text));
  return summary.points.failed > 0 ? 'no' : undefined;
}
