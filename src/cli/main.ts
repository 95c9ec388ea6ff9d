#!/usr/bin/env node
import { EXIT, runCli } from './cli.js';
import { processTerminal } from './terminal.js';

// A reader that has seen enough, such as head, closes the pipe: that is no error of anybody.
process.stdout.on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(EXIT.done);
  void import('../study/unwritable.node.js').then(({ WHY }) => {
    process.stderr.write(`lmusim: standard output: cannot write the result: ${WHY[code] ?? message}\n`);
    process.exit(EXIT.badInput);
  });
});

// Notes that nobody reads change no answer.
process.stderr.on('error', () => undefined);

process.exitCode = await runCli(process.argv.slice(2), processTerminal(process));
