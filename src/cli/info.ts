import { COMMON } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const info: Verb = {
  command: 'info <file>',
  describe: 'Say what a network or a program is: layers, sizes, work, state, formats, provenance',
  positionals: { file: { type: 'string', describe: 'shipped network, .safetensors file or program file' } },
  options: COMMON,
  examples: [
    ['lmusim info kws-bootstrap', 'layers, kbit, multiply-accumulates a frame, state, number formats'],
    ['lmusim info kws.lmuprog --json', 'what a program was compiled from and for'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openOutput },
    files,
    { networkInfo, programInfo },
    { networkInfoText, programInfoText },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const path = args.input('file')!;
  const output = openOutput(args, terminal);
  const model = files.loadModel(path);
  const info = model.kind === 'network' ? networkInfo(model.value) : programInfo(model.value);
  output.deliver(
    output.format === 'json'
      ? jsonText(info)
      : info.kind === 'network'
        ? networkInfoText(info, output.text)
        : programInfoText(info, output.text),
  );
}
