import { resolve } from 'node:path';
import type { Network } from '../network/index.js';
import type { NamedRecording, RecordingStream, ResultStream, StreamedFrame } from '../study/index.js';
import type { ArgumentReader } from './arguments.js';
import { COMMON, RUN, formatFlag } from './options.js';
import type { Progress } from './progress.js';
import type { Terminal } from './terminal.js';
import { STANDARD_INPUT, type Arguments, type Verb } from './verb.js';

export const run: Verb = {
  command: 'run [recordings..]',
  describe: 'Run recordings and report keyword, cycles, latency and power',
  positionals: {
    recordings: {
      type: 'string',
      array: true,
      describe: 'WAV files, - for standard input; the shipped yes.wav when left out',
    },
  },
  options: {
    ...COMMON,
    ...RUN,
    format: formatFlag(['jsonl']),
  },
  examples: [
    ['lmusim run clip.wav', 'one recording on the shipped network and hardware'],
    ['lmusim run *.wav -w single-1mhz --json', 'several recordings, the result as JSON'],
    ['lmusim run long.wav --format jsonl', 'a line for each frame, as it comes'],
  ],
  readsInput: true,
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { openFile, openOutput, jsonText },
    files,
    { featuresText, resultOf, runLines, streamRecordings },
    { runText },
    { all },
    { startProgress },
    { overridesOf },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
    import('./all.js'),
    import('./progress.js'),
    import('./overrides.js'),
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
  const overrides = overridesOf(args);
  refuseConflicts(args, paths, features);
  const output = openOutput(args, terminal, ['jsonl']);
  const featuresFile = openFile(args, terminal, 'write-features');

  const [network, hardware, table] = all([
    () => files.loadNetwork(names.network),
    () => files.loadHardware(names.hardware, { overrides }),
    () => files.loadTable(names.table),
  ]);
  const recordings: readonly RecordingStream[] =
    features === undefined ? await soundOf(paths, network, terminal) : files.loadFeatures(features);
  const kept: NamedRecording[] = [];
  const stream = streamRecordings({
    network,
    hardware,
    table,
    overrides,
    recordings: featuresFile === undefined ? recordings : recordings.map((each) => keeping(each, kept)),
    state: state ?? 'reset',
    strict: args.flag('strict'),
    allowMissedRealTime: args.flag('allow-missed-real-time'),
    vectors: args.flag('vectors'),
    ...(assignment === undefined ? {} : { assignment }),
  });
  const progress = startProgress(terminal, args.flag('quiet'), framesOf(recordings));
  try {
    const frames = following(stream, progress);
    if (output.format === 'jsonl') {
      for await (const line of runLines(stream, frames)) output.write(line);
      progress.end();
      output.finish();
    } else {
      const result = await resultOf(stream, frames);
      progress.end();
      output.deliver(
        output.format === 'json'
          ? jsonText(result)
          : runText(result, { ...output.text, units: args.flag('units') }),
      );
    }
    if (featuresFile !== undefined) {
      featuresFile.write(featuresText(kept));
      featuresFile.finish();
    }
  } finally {
    progress.end();
    output.abandon();
  }
}

function refuseConflicts(args: ArgumentReader, paths: readonly string[], features: string | undefined): void {
  const format = args.flag('json') ? 'json' : args.text('format');
  if (features !== undefined && paths.length > 0) {
    args.add({
      code: 'usage.conflict',
      path: '--features',
      message: 'not together with recordings',
      expected: 'features or recordings',
      received: 'both',
    });
  }
  const [result, written] = [args.text('output'), args.text('write-features')];
  if (result !== undefined && written !== undefined && resolve(result) === resolve(written)) {
    args.add({
      code: 'usage.conflict',
      path: '--write-features',
      message: 'not into the file of --output',
      expected: 'another file',
      received: `'${written}'`,
    });
  }
  if (paths.filter((path) => path === STANDARD_INPUT).length > 1) {
    args.add({ code: 'usage.repeated', path: '-', message: 'standard input can be read once' });
  }
  if (args.flag('vectors') && format !== 'jsonl') {
    args.add({
      code: 'usage.conflict',
      path: '--vectors',
      message: 'vectors are written frame by frame',
      expected: '--format jsonl',
      received: format === undefined ? 'no format' : `--format ${format}`,
    });
  }
}

/** The recordings of the command line, or the shipped one. Files are read now, standard input while it runs. */
async function soundOf(
  paths: readonly string[],
  network: Network,
  terminal: Terminal,
): Promise<readonly RecordingStream[]> {
  const [files, { wavStream }, { all }, { namesOfFiles }] = await Promise.all([
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('./all.js'),
    import('./file-names.js'),
  ]);
  if (paths.length === 0) return [files.loadRecording(files.DEFAULT_RECORDING, network)];
  const names = namesOfFiles(paths);
  return all(
    paths.map(
      (path, index) => () =>
        path === STANDARD_INPUT
          ? wavStream('stdin', terminal.input ?? [], network)
          : { ...files.loadRecording(path, network), name: names[index]! },
    ),
  );
}

/** How many frames there are, when that is known before they run. */
function framesOf(recordings: readonly RecordingStream[]): number | undefined {
  let total = 0;
  for (const { frames } of recordings) {
    if (!Array.isArray(frames)) return undefined;
    total += frames.length;
  }
  return total;
}

/** The recording, whose frames join `kept` as they pass. */
function keeping(recording: RecordingStream, kept: NamedRecording[]): RecordingStream {
  async function* frames(): AsyncGenerator<Int8Array> {
    const own: Int8Array[] = [];
    kept.push({ name: recording.name, frames: own });
    for await (const frame of recording.frames) {
      own.push(frame);
      yield frame;
    }
  }
  return { ...recording, frames: frames() };
}

async function* following(stream: ResultStream, progress: Progress): AsyncGenerator<StreamedFrame> {
  for await (const frame of stream) {
    yield frame;
    const pause = progress.frame();
    if (pause !== undefined) await pause;
  }
}
