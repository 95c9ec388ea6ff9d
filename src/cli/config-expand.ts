import { COMMON, HARDWARE } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const configExpand: Verb = {
  command: 'expand <hardware>',
  describe: 'Print a hardware configuration with every default filled in',
  positionals: { hardware: { type: 'string', describe: 'shipped name or .yaml file' } },
  options: { set: HARDWARE.set, ...COMMON },
  examples: [
    ['lmusim config expand tiny', 'the YAML with nothing left out'],
    ['lmusim config expand tiny --set clock_kHz=50 -o fast.yaml', 'a variation as a file of its own'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openOutput },
    { overridesOf },
    files,
    { configurationHash },
    { VERSION },
    { yamlText },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./overrides.js'),
    import('../study/files.node.js'),
    import('../hardware/index.js'),
    import('../results/index.js'),
    import('./yaml-text.js'),
  ]);
  const args = new ArgumentReader(given);
  const name = args.input('hardware')!;
  const overrides = overridesOf(args);
  const output = openOutput(args, terminal);
  const hardware = files.loadHardware(name, { overrides });
  output.deliver(
    output.format === 'json'
      ? jsonText({
          schema: 'lmusim.config.expand/1',
          version: VERSION,
          sha256: configurationHash(hardware),
          ...(overrides.length === 0 ? {} : { overrides }),
          configuration: hardware,
        })
      : yamlText(hardware),
  );
}
