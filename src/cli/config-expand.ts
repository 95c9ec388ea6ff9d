import { COMMON } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const configExpand: Verb = {
  command: 'expand <hardware>',
  describe: 'Print a hardware configuration with every default filled in',
  positionals: { hardware: { type: 'string', describe: 'shipped name or .yaml file' } },
  options: COMMON,
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openOutput },
    files,
    { configurationHash },
    { VERSION },
    { stringify },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../study/files.node.js'),
    import('../hardware/index.js'),
    import('../results/index.js'),
    import('yaml'),
  ]);
  const args = new ArgumentReader(given);
  const name = args.text('hardware')!;
  const output = openOutput(args, terminal);
  const hardware = files.loadHardware(name);
  output.deliver(
    output.format === 'json'
      ? jsonText({
          schema: 'lmusim.config.expand/1',
          version: VERSION,
          sha256: configurationHash(hardware),
          configuration: hardware,
        })
      : stringify(hardware, { lineWidth: 0, aliasDuplicateObjects: false }),
  );
}
