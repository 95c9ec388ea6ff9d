import { DEFAULT_HARDWARE } from '../study/defaults.node.js';
import { configExpand } from './config-expand.js';
import { configSchema } from './config-schema.js';
import { configValidate } from './config-validate.js';
import { COMMON, HARDWARE } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const config: Verb = {
  command: 'config [config]',
  describe: 'Show what a hardware configuration is built of',
  positionals: {
    config: { type: 'string', describe: `shipped name or .yaml file; ${DEFAULT_HARDWARE} when left out` },
  },
  options: { set: HARDWARE.set, ...COMMON },
  examples: [
    ['lmusim config single-1mhz', 'memories, logic, frame budget, gating policies'],
    ['lmusim config --set tiles[*].macArray.lanes=16', 'the default configuration with fewer lanes'],
  ],
  nested: [configValidate, configExpand, configSchema],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openOutput },
    { overridesOf, withOverrides },
    files,
    { summariseHardware },
    { configText },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./overrides.js'),
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const name = args.input('config') ?? files.DEFAULT_HARDWARE;
  const overrides = overridesOf(args);
  const output = openOutput(args, terminal);
  const summary = withOverrides(summariseHardware(files.loadHardware(name, { overrides })), overrides);
  output.deliver(output.format === 'json' ? jsonText(summary) : configText(summary, output.text));
}
