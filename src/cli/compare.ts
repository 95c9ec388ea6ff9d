import type { ArgumentReader } from './arguments.js';
import type { Override } from '../results/index.js';
import type { LoadedDesign } from '../study/design-files.node.js';
import { COMMON, flag, HARDWARE, RUN, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const compare: Verb = {
  command: 'compare [designs..]',
  describe: 'Put hardware, tables or networks side by side, with ratios and causes',
  positionals: {
    designs: {
      type: 'string',
      array: true,
      describe: 'two or more of one kind, shipped names or files; ratios are against the first',
    },
  },
  options: {
    network: RUN.network,
    ...HARDWARE,
    table: RUN.table,
    recording: single('WAV file to run; the shipped yes.wav when left out'),
    platforms: flag('no designs: the network here, on a Cortex-M4F model and beside published chips'),
    ...COMMON,
  },
  examples: [
    ['lmusim compare paper-22nm single-1mhz', 'two configurations, on the shipped network'],
    ['lmusim compare paper-22nm single-1mhz --set framePeriod_ms=40', 'both with half as many frames'],
    ['lmusim compare kws-bootstrap lmu-2-shape', 'two networks, on the shipped configuration'],
    ['lmusim compare --platforms -n lmu-2-shape', 'beside a microcontroller and published chips'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openOutput },
    { all },
    { overridesOf },
    { namesOfFiles },
    files,
    designFiles,
    study,
    { priceTable },
    { compareText },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./all.js'),
    import('./overrides.js'),
    import('./file-names.js'),
    import('../study/files.node.js'),
    import('../study/design-files.node.js'),
    import('../study/index.js'),
    import('../energy/index.js'),
    import('../report/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const names = args.list('designs');
  const base = {
    network: args.text('network'),
    hardware: args.text('hardware'),
    table: args.text('table'),
  };
  const recording = args.text('recording');
  const overrides = overridesOf(args);
  if (args.flag('platforms'))
    return await platforms(args, terminal, names, { ...base, overrides }, recording);
  if (names.length < 2) {
    args.add({
      code: 'usage.designs',
      path: 'designs',
      message: 'nothing to compare with',
      expected: 'two or more',
      received: String(names.length),
    });
  }
  const output = openOutput(args, terminal);
  const designs: readonly LoadedDesign[] = all(
    names.map((name) => () => designFiles.loadDesign(name, { overrides })),
  );
  const subject = designFiles.onlyKind(names, designs, base);
  const [network, hardware, table] = all([
    () => files.loadNetwork(base.network ?? files.DEFAULT_NETWORK),
    () => files.loadHardware(base.hardware ?? files.DEFAULT_HARDWARE, { overrides }),
    () => files.loadTable(base.table ?? files.DEFAULT_TABLE),
  ]);
  const shown = namesOfFiles(names);
  const runs = all(
    designs.map((design, index) => () => {
      const chosen = { network, hardware, table, [design.kind]: design.value };
      const recordings = [files.loadRecording(recording ?? files.DEFAULT_RECORDING, chosen.network)];
      const result = study.simulate({ ...chosen, overrides, recordings, allowMissedRealTime: true });
      const prices = priceTable(chosen.table, chosen.hardware);
      return { name: shown[index]!, result, recordings, prices };
    }),
  );
  const result = study.compare(subject, runs);
  output.deliver(output.format === 'json' ? jsonText(result) : compareText(result, output.text));
}

/** One network on several platforms: nothing varies but what it runs on. */
async function platforms(
  args: ArgumentReader,
  terminal: Terminal,
  names: readonly string[],
  base: Readonly<Record<'network' | 'hardware' | 'table', string | undefined>> & {
    readonly overrides: readonly Override[];
  },
  recording: string | undefined,
): Promise<void> {
  const [{ jsonText, openOutput }, { all }, files, { comparePlatforms, simulate }, { platformsText }] =
    await Promise.all([
      import('./output.js'),
      import('./all.js'),
      import('../study/files.node.js'),
      import('../study/index.js'),
      import('../report/index.js'),
    ]);
  if (names.length > 0) {
    args.add({
      code: 'usage.conflict',
      path: '--platforms',
      message: 'not together with designs',
      expected: 'one of them',
      received: 'both',
      hint: '--network, --hardware and --table choose what runs',
    });
  }
  const output = openOutput(args, terminal);
  const [network, hardware, table] = all([
    () => files.loadNetwork(base.network ?? files.DEFAULT_NETWORK),
    () => files.loadHardware(base.hardware ?? files.DEFAULT_HARDWARE, base),
    () => files.loadTable(base.table ?? files.DEFAULT_TABLE),
  ]);
  const recordings = [files.loadRecording(recording ?? files.DEFAULT_RECORDING, network)];
  const run = simulate({
    network,
    hardware,
    table,
    overrides: base.overrides,
    recordings,
    allowMissedRealTime: true,
  });
  const result = comparePlatforms(network, run);
  output.deliver(output.format === 'json' ? jsonText(result) : platformsText(result, output.text));
}
