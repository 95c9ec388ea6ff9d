import { COMMON } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const completion: Verb = {
  command: 'completion <shell>',
  describe: 'Print a script that completes verbs, flags and shipped names in a shell',
  positionals: { shell: { type: 'string', describe: 'bash or zsh' } },
  options: { output: COMMON.output, force: COMMON.force, quiet: COMMON.quiet, debug: COMMON.debug },
  examples: [
    [
      'lmusim completion bash',
      'for this shell: eval "$(lmusim completion bash)"; for all: the same line in ~/.bashrc',
    ],
    ['lmusim completion zsh -o _lmusim', 'a file for a folder of $fpath'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [{ ArgumentReader }, { openOutput }, { completionScript, SHELLS }, { shippedNames }, { VERBS }] =
    await Promise.all([
      import('./arguments.js'),
      import('./output.js'),
      import('./completion-script.js'),
      import('../study/files.node.js'),
      import('./verbs.js'),
    ]);
  const args = new ArgumentReader(given);
  const shell = args.oneOf('shell', SHELLS, 'shell');
  const output = openOutput(args, terminal);
  output.deliver(completionScript(shell!, VERBS, shippedNames()));
}
