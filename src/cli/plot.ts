import { COMMON, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

const KINDS = ['scatter', 'heat', 'line', 'bars'] as const;

export const plot: Verb = {
  command: 'plot <folder>',
  describe: 'Draw the results of a sweep as SVG',
  positionals: { folder: { type: 'string', describe: 'of a sweep that is complete' } },
  options: {
    kind: { ...single(`${KINDS.join(', ')}; scatter when left out`), words: KINDS },
    x: single('axis or result; the second objective when left out, of heat and line the first axis'),
    y: single('axis or result; the first objective when left out, of heat the second axis'),
    colour: single('axis or result that colour shows; power_uW of heat'),
    title: single('a line above the figure'),
    output: COMMON.output,
    force: COMMON.force,
    quiet: COMMON.quiet,
    debug: COMMON.debug,
  },
  examples: [
    ['lmusim plot results -o front.svg', 'every point, with the Pareto front'],
    ['lmusim plot results --kind bars -o units.svg', 'power by unit along the front'],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<void> {
  const [{ ArgumentReader }, { openFile }, files, report] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('../sweep/files.node.js'),
    import('../report/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const folder = args.text('folder')!;
  const kind = args.oneOf('kind', KINDS) ?? 'scatter';
  const [x, y, colour, title] = [args.text('x'), args.text('y'), args.text('colour'), args.text('title')];
  const file = openFile(args, terminal, 'output');
  const figure = report.sweepFigure(
    files.figureOf(folder, {
      kind,
      ...(x === undefined ? {} : { x }),
      ...(y === undefined ? {} : { y }),
      ...(colour === undefined ? {} : { colour }),
      ...(title === undefined ? {} : { title }),
    }),
  );
  const svg = await report.figureSvg(figure);
  if (file === undefined) terminal.result(svg);
  else {
    file.write(svg);
    file.finish();
  }
}
