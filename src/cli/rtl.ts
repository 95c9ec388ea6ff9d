import { COMMON, HARDWARE, RUN, flag, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const rtl: Verb = {
  command: 'rtl <network>',
  describe: 'Write the accelerator as SystemVerilog with images and a self-checking testbench',
  positionals: { network: { type: 'string', describe: 'shipped name or .safetensors file' } },
  options: {
    ...HARDWARE,
    recording: single('WAV file that the testbench runs; the shipped yes.wav when left out'),
    features: single('run this file of feature vectors instead; of several recordings the first'),
    assignment: RUN.assignment,
    ...COMMON,
    output: single('folder to be written', 'o'),
    force: flag('overwrite files in the folder of --output'),
  },
  examples: [['lmusim rtl kws-bootstrap -w paper-22nm -o rtl-paper', 'then: cd rtl-paper && make']],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { chosenFormat, jsonText },
    { folderWriter },
    { overridesOf, withOverrides },
    files,
    { all },
    { compile },
    { rtlFolder },
    { rtlSources },
    { configurationHash },
    { VERSION },
    { oneLine },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./output-folder.js'),
    import('./overrides.js'),
    import('../study/files.node.js'),
    import('./all.js'),
    import('../compiler/index.js'),
    import('../rtl/index.js'),
    import('../rtl/sources.node.js'),
    import('../hardware/index.js'),
    import('../results/index.js'),
    import('../report/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const networkName = args.input('network')!;
  const hardwareName = args.text('hardware') ?? files.DEFAULT_HARDWARE;
  const recording = args.text('recording');
  const features = args.text('features');
  const assignment = args.wholeNumbers('assignment');
  const overrides = overridesOf(args);
  const format = chosenFormat(args);
  const folder = args.text('output');
  if (folder === undefined) {
    args.add({
      code: 'usage.missing',
      path: '--output',
      message: 'a folder to be written is needed',
      expected: '-o FOLDER',
      received: 'nothing',
    });
  }
  if (recording !== undefined && features !== undefined) {
    args.add({
      code: 'usage.conflict',
      path: '--features',
      message: 'not together with --recording',
      expected: 'features or a recording',
      received: 'both',
    });
  }
  args.refuse();
  const write = folderWriter(folder!, args.flag('force'));
  const [network, hardware] = all([
    () => files.loadNetwork(networkName),
    () => files.loadHardware(hardwareName, { overrides }),
  ]);
  const recordings =
    features !== undefined
      ? files.loadFeatures(features)
      : [files.loadRecording(recording ?? files.DEFAULT_RECORDING, network)];
  const { name, frames } = recordings[0]!;
  if (recordings.length > 1 && !args.flag('quiet')) {
    const note = `${features} holds ${recordings.length} recordings; the testbench runs the first, ${name}`;
    terminal.note(`lmusim: ${oneLine(note)}\n`);
  }
  const program = compile(network, hardware, assignment === undefined ? {} : { assignment });
  const made = rtlFolder(program, hardware, frames);
  const contents = new Map([...made.files, ...rtlSources()]);
  write(contents);
  if (format === 'json') {
    terminal.result(
      jsonText(
        withOverrides(
          {
            schema: 'lmusim.rtl/1',
            version: VERSION,
            network: { name: network.name },
            hardware: { name: hardware.name, sha256: configurationHash(hardware) },
            recording: name,
            frames: frames.length,
            cycles: made.cycles,
            files: [...contents.keys()].sort(),
          },
          overrides,
        ),
      ),
    );
    return;
  }
  terminal.result(
    oneLine(
      `${contents.size} files: ${network.name} on ${hardware.name}, ${frames.length} frames of ${name}, ${made.cycles} cycles`,
    ) + `\ncd ${oneLine(folder!)} && make   # builds and runs with Verilator; make icarus, make yosys\n`,
  );
}
