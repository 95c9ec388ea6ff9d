import { COMMON, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const assemble: Verb = {
  command: 'assemble <file>',
  describe: "Assemble a tile's program: its instruction words, with every problem of the text",
  positionals: { file: { type: 'string', describe: 'assembly, as docs/assembly.md describes it' } },
  options: { ...COMMON, output: single('write the words, little-endian and nothing else', 'o') },
  examples: [
    ['lmusim assemble tile.asm', 'a listing: address, word, instruction'],
    ['lmusim assemble tile.asm -o tile.bin', 'the words as a file, which disassemble reads'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [
    { ArgumentReader },
    { jsonText, openProduct },
    files,
    { encodeCode, listing, listingText },
    { VERSION },
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../study/files.node.js'),
    import('../program/index.js'),
    import('../results/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const path = args.input('file')!;
  const output = openProduct(args, terminal);
  const instructions = files.loadAssembly(path);
  output.write?.(encodeCode(instructions));
  const lines = listing(instructions);
  output.deliver(
    output.format === 'json'
      ? jsonText({ schema: 'lmusim.assemble/1', version: VERSION, instructions: lines })
      : listingText(lines),
  );
}
