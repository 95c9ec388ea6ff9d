import { isAbsolute, normalize, sep } from 'node:path';
import { COMMON, flag, formatFlag } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

const MACHINE_FORMATS = ['junit', 'github', 'markdown', 'benchmark'] as const;

export const check: Verb = {
  command: 'check [baselines..]',
  describe: 'Hold cycles and energy against baselines',
  positionals: {
    baselines: {
      type: 'string',
      array: true,
      describe: 'baseline files (.yaml, docs/check.md); the shipped ones when left out',
    },
  },
  options: {
    update: flag('accept what is simulated now, and write it into the files'),
    ...COMMON,
    format: formatFlag(MACHINE_FORMATS),
  },
  examples: [
    ['lmusim check', 'the baselines that lmusim ships; exit code 1 when anything moved'],
    ['lmusim check budget.yaml --update', 'simulate your own cases, or accept a change of them'],
    ['lmusim check budget.yaml --format junit -o junit.xml', 'a report for continuous integration'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<'no' | undefined> {
  const [{ ArgumentReader }, { jsonText, openOutput }, { all }, { namesOfFiles }, files, report] =
    await Promise.all([
      import('./arguments.js'),
      import('./output.js'),
      import('./all.js'),
      import('./file-names.js'),
      import('../study/check-files.node.js'),
      import('../report/index.js'),
    ]);
  const args = new ArgumentReader(given);
  const paths = args.list('baselines');
  const update = args.flag('update');
  if (update && args.text('output') !== undefined) {
    args.add({
      code: 'usage.conflict',
      path: '--update',
      message: 'not together with --output',
      expected: 'one of them',
      received: 'both',
      hint: '--update writes into the baseline files themselves',
    });
  }
  if (update && (args.flag('json') || args.text('format') !== undefined)) {
    args.add({
      code: 'usage.conflict',
      path: '--update',
      message: `not together with ${args.flag('json') ? '--json' : '--format'}`,
      expected: 'one of them',
      received: 'both',
      hint: '--update prints no result; check again without it',
    });
  }
  if (update && paths.length === 0 && !files.shippedAreInWorkingTree()) {
    args.add({
      code: 'usage.shipped',
      path: '--update',
      message: 'the baselines that lmusim ships are those of the installed package',
      expected: 'baseline files of your own',
      received: 'none',
      hint: 'lmusim check mine.yaml --update',
    });
  }
  const output = openOutput(args, terminal, MACHINE_FORMATS);
  const chosen = paths.length === 0 ? files.shippedBaselines() : paths;
  const baselines = all(chosen.map((path) => () => files.loadBaseline(path, update ? 'update' : 'check')));
  const bare = namesOfFiles(chosen);
  // Annotations need the path from the working folder; results hold no absolute ones.
  const names = chosen.map((path, index) =>
    isAbsolute(path) ? bare[index]! : normalize(path).split(sep).join('/'),
  );
  if (update) {
    const { wholeFile } = await import('./whole-file.js');
    const simulated = all(baselines.map((baseline) => () => files.resimulateBaseline(baseline)));
    simulated.forEach((content, index) => {
      const file = wholeFile(chosen[index]!, { force: true, flag: '--update' });
      file.write(content);
      file.finish();
      if (!args.flag('quiet')) terminal.note(`lmusim: wrote ${names[index]}\n`);
    });
    return undefined;
  }
  const result = files.checkBaselines(baselines, names);
  const writers = {
    text: () => report.checkText(result, output.text),
    json: () => jsonText(result),
    junit: () => report.checkJUnit(result),
    github: () => report.checkAnnotations(result),
    markdown: () => report.checkMarkdown(result),
    benchmark: () => report.checkBenchmark(result),
  };
  output.deliver(writers[output.format]());
  return result.ok ? undefined : 'no';
}
