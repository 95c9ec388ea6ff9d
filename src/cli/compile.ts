import { COMMON, HARDWARE, RUN, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const compile: Verb = {
  command: 'compile <network>',
  describe: 'Compile a network for an accelerator: the program file, and what it takes',
  positionals: { network: { type: 'string', describe: 'shipped name or .safetensors file' } },
  options: {
    ...HARDWARE,
    assignment: RUN.assignment,
    ...COMMON,
    output: single('write the program file (docs/program-format.md)', 'o'),
  },
  examples: [
    ['lmusim compile kws-bootstrap', 'how full every memory is, and whether real time is met'],
    [
      'lmusim compile kws-bootstrap -w single-1mhz -o single.lmuprog',
      'the program file of another accelerator',
    ],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openProduct },
    { overridesOf, withOverrides },
    { all },
    files,
    { compileProgram },
    { compileText },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./overrides.js'),
    import('./all.js'),
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const networkName = args.input('network')!;
  const hardwareName = args.text('hardware') ?? files.DEFAULT_HARDWARE;
  const assignment = args.wholeNumbers('assignment');
  const overrides = overridesOf(args);
  const output = openProduct(args, terminal);
  const [network, hardware] = all([
    () => files.loadNetwork(networkName),
    () => files.loadHardware(hardwareName, { overrides }),
  ]);
  const { file, ...compiled } = compileProgram(network, hardware, assignment);
  const result = withOverrides(compiled.result, overrides);
  output.write?.(file);
  output.deliver(output.format === 'json' ? jsonText(result) : compileText(result, output.text));
}
