import { COMMON, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const disassemble: Verb = {
  command: 'disassemble <file>',
  describe: 'Print the assembly of a program, which assembles to the same words',
  positionals: { file: { type: 'string', describe: 'program file, or words that assemble wrote' } },
  options: { tile: single('only this tile of a program file: text that assembles'), ...COMMON },
  examples: [
    ['lmusim disassemble kws.lmuprog', 'every tile, each instruction with its layer'],
    ['lmusim disassemble kws.lmuprog --tile 1 -o tile1.asm', 'one tile, to change and to assemble'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [{ ArgumentReader }, { jsonText, openOutput }, files, program, { VERSION }, { InputError }] =
    await Promise.all([
      import('./arguments.js'),
      import('./output.js'),
      import('../study/files.node.js'),
      import('../program/index.js'),
      import('../results/index.js'),
      import('../problems/index.js'),
    ]);
  const args = new ArgumentReader(given);
  const path = args.input('file')!;
  const wanted = args.wholeNumber('tile');
  const output = openOutput(args, terminal);
  const code = files.loadCode(path);
  const tiles = code.kind === 'program' ? code.value.tiles : [code.value];
  if (wanted !== undefined && tiles[wanted] === undefined) {
    throw new InputError([
      {
        code: 'usage.tile',
        path: '--tile',
        message: 'no such tile',
        expected: `a number from 0 to ${tiles.length - 1}`,
        received: String(wanted),
      },
    ]);
  }
  if (output.format === 'json') {
    const shown = [...tiles.entries()].filter(([tile]) => wanted === undefined || tile === wanted);
    output.deliver(
      jsonText({
        schema: 'lmusim.disassemble/1',
        version: VERSION,
        tiles: shown.map(([tile, { instructions, labels }]) => ({
          tile,
          instructions: program
            .listing(instructions.map(({ instruction }) => instruction))
            .map((line, index) => ({ ...line, ...labelOf(labels[index]) })),
        })),
      }),
    );
    return;
  }
  output.deliver(
    code.kind === 'program' && wanted === undefined
      ? program.disassembleProgram(code.value)
      : program.disassembleTile(tiles[wanted ?? 0]!),
  );
}

/** What a program says of an instruction; words alone say nothing. */
function labelOf(label: { readonly layer: string; readonly text: string } | undefined) {
  return label === undefined ? {} : { layer: label.layer, does: label.text };
}
