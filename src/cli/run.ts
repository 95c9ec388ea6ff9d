import type { NamedRecording } from '../study/index.js';
import { COMMON, RUN } from './options.js';
import type { Arguments, Verb } from './verb.js';
import type { Terminal } from './terminal.js';

export const run: Verb = {
  command: 'run [recordings..]',
  describe: 'Run recordings and report keyword, cycles, latency and power',
  positionals: {
    recordings: { type: 'string', array: true, describe: 'WAV files; the shipped yes.wav when left out' },
  },
  options: { ...RUN, ...COMMON },
  examples: [
    ['lmusim run clip.wav', 'one recording on the shipped network and hardware'],
    ['lmusim run *.wav -w single-1mhz --json', 'several recordings, the result as JSON'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { openOutput, jsonText },
    files,
    { simulate },
    { runText },
    { all },
    { overridesOf, withOverrides },
    { namesOfFiles },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
    import('./all.js'),
    import('./overrides.js'),
    import('./file-names.js'),
  ]);
  const args = new ArgumentReader(given);
  const paths = args.list('recordings');
  const features = args.text('features');
  const state = args.oneOf('state', ['reset', 'kept']);
  const assignment = args.wholeNumbers('assignment');
  const names = {
    network: args.text('network') ?? files.DEFAULT_NETWORK,
    hardware: args.text('hardware') ?? files.DEFAULT_HARDWARE,
    table: args.text('table') ?? files.DEFAULT_TABLE,
  };
  if (features !== undefined && paths.length > 0) {
    args.add({
      code: 'usage.conflict',
      path: '--features',
      message: 'not together with recordings',
      expected: 'features or recordings',
      received: 'both',
    });
  }
  const overrides = overridesOf(args);
  const output = openOutput(args, terminal);

  const [network, hardware, table] = all([
    () => files.loadNetwork(names.network),
    () => files.loadHardware(names.hardware, overrides),
    () => files.loadTable(names.table),
  ]);
  const recordings =
    features !== undefined
      ? files.loadFeatures(features)
      : paths.length > 0
        ? all(paths.map((path) => () => files.loadRecording(path, network)))
        : [files.loadRecording(files.DEFAULT_RECORDING, network)];
  const simulated = simulate({
    network,
    hardware,
    table,
    recordings: paths.length === 0 ? recordings : renamed(recordings, namesOfFiles(paths)),
    state: state ?? 'reset',
    strict: args.flag('strict'),
    allowMissedRealTime: args.flag('allow-missed-real-time'),
    ...(assignment === undefined ? {} : { assignment }),
  });
  const result = withOverrides(simulated, overrides);
  output.deliver(output.format === 'json' ? jsonText(result) : runText(result, output.text));
}

function renamed(recordings: readonly NamedRecording[], names: readonly string[]): NamedRecording[] {
  return recordings.map((recording, index) => ({ ...recording, name: names[index]! }));
}
