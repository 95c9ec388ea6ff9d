import { basename, extname } from 'node:path';
import { COMMON, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const calibrate: Verb = {
  command: 'calibrate',
  describe: 'Fit an energy table to powers that are known of whole accelerators',
  positionals: {},
  options: {
    target: single('what to fit: shipped name or .yaml file (docs/calibration.md); blouw-2021 when left out'),
    seed: single('seed of the draws; 0 when left out'),
    ...COMMON,
    output: single('write the calibrated table, which run takes with --table', 'o'),
  },
  examples: [
    ['lmusim calibrate', 'how the default table was made, and what it can and cannot know'],
    ['lmusim calibrate --target silicon.yaml -o own.yaml', 'a table from your own figures'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<'no' | undefined> {
  const [
    { ArgumentReader },
    { jsonText, openProduct },
    files,
    { calibrate: fit },
    { calibrateText },
    { yamlText },
    { startSteps },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../study/calibrate-files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
    import('./yaml-text.js'),
    import('./progress.js'),
  ]);
  const args = new ArgumentReader(given);
  const named = args.text('target');
  const seed = args.text('seed') ?? '0';
  const file = args.text('output');
  const output = openProduct(args, terminal);
  const target = files.loadTarget(named ?? files.DEFAULT_TARGET);
  const steps = startSteps(terminal, args.flag('quiet'));
  const { result, file: table } = fit({
    target,
    seed,
    command: commandOf(named, seed, file),
    ...(file === undefined ? {} : { name: basename(file, extname(file)) }),
    onStep: steps.step,
  });
  steps.end();
  // What is not ok is no table to compute with.
  if (result.ok) output.write?.(yamlText(table));
  output.deliver(output.format === 'json' ? jsonText(result) : calibrateText(result, output.text));
  return result.ok ? undefined : 'no';
}

/** The command, without folders: a table is the same wherever it was made. */
function commandOf(target: string | undefined, seed: string, output: string | undefined): string {
  return [
    'lmusim calibrate',
    ...(target === undefined ? [] : [`--target ${basename(target)}`]),
    ...(seed === '0' ? [] : [`--seed ${seed}`]),
    ...(output === undefined ? [] : [`-o ${basename(output)}`]),
  ].join(' ');
}
