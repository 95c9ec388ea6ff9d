import { COMMON } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

const KINDS = ['hardware', 'table', 'target'] as const;

export const configSchema: Verb = {
  command: 'schema [kind]',
  describe: 'Print the JSON Schema of a kind of file, for editors',
  positionals: {
    kind: { type: 'string', describe: 'hardware, table or (of calibrate) target; hardware when left out' },
  },
  options: COMMON,
  examples: [['lmusim config schema hardware -o hardware.schema.json', 'completion and checks in an editor']],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [{ ArgumentReader }, { jsonText, openOutput }, { hardwareJsonSchema }, energy] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../hardware/index.js'),
    import('../energy/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const kind = args.oneOf('kind', KINDS, 'kind');
  const output = openOutput(args, terminal);
  const schemas = {
    hardware: () => hardwareJsonSchema(energy.energySectionJsonSchema()),
    table: () => energy.energyTableJsonSchema(),
    target: async () => (await import('../study/index.js')).targetJsonSchema(),
  };
  output.deliver(jsonText(await schemas[kind ?? 'hardware']()));
}
