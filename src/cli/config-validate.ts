import { COMMON, HARDWARE } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const configValidate: Verb = {
  command: 'validate <files..>',
  describe: 'Check hardware configurations and energy tables',
  positionals: {
    files: {
      type: 'string',
      array: true,
      describe: 'shipped names, or .yaml files of both kinds',
    },
  },
  options: { set: HARDWARE.set, ...COMMON },
  examples: [
    ['lmusim config validate mine.yaml 22nm-bottom-up', 'every problem with line and column, or none'],
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
    hardware,
    results,
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./all.js'),
    import('./overrides.js'),
    import('./file-names.js'),
    import('../study/files.node.js'),
    import('../hardware/index.js'),
    import('../results/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const paths = args.list('files');
  const overrides = overridesOf(args);
  const output = openOutput(args, terminal);
  const checked = all(paths.map((path) => () => files.loadConfiguration(path, { overrides })));
  checked.forEach(({ kind }, index) => {
    if (overrides.length === 0 || kind === 'hardware configuration') return;
    args.add({
      code: 'usage.conflict',
      path: '--set',
      message: 'replaces values of hardware configurations',
      expected: 'hardware configurations alone',
      received: `${kind} '${paths[index]}'`,
    });
  });
  args.refuse();
  const names = namesOfFiles(paths);
  const report = checked.map(({ kind, value }, index) => ({
    file: names[index]!,
    kind,
    name: value.name,
    sha256: hardware.sha256Hex(hardware.canonicalJson(value)),
  }));
  output.deliver(
    output.format === 'json'
      ? jsonText({ schema: 'lmusim.config.validate/1', version: results.VERSION, files: report })
      : report.map(({ file, kind, name }) => `${file}: ${kind} '${name}', no problems\n`).join(''),
  );
}
