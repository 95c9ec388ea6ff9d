/** Draws what a terminal shows as an SVG that is readable on light and on dark pages and needs no font of its own. */

/** Cells of a terminal, in pixels: every position is a whole number, so the file is the same everywhere. */
const CELL = { width: 8, height: 19, baseline: 14 };
const MARGIN = 20;
const TITLE_BAR = 34;

const STYLE = `
  text { font: 13.3px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace; white-space: pre; }
  .window { fill: #ffffff; stroke: #d0d7de; } .button { fill: #d0d7de; }
  .plain { fill: #3d444d; } .bold { fill: #0d1117; font-weight: 600; } .dim { fill: #656d76; }
  .cyan { fill: #0b8793; } .green { fill: #1a7f37; font-weight: 600; } .red { fill: #cf222e; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    .window { fill: #0d1117; stroke: #3d444d; } .button { fill: #3d444d; }
    .plain { fill: #c9d1d9; } .bold { fill: #ffffff; } .dim { fill: #8b949e; }
    .cyan { fill: #39c5cf; } .green { fill: #3fb950; } .red { fill: #ff7b72; }
  }
`;

/** What control sequences of ECMA-48, 8.3.117 (SGR) do to the style of the text behind them. */
const SEQUENCES = {
  1: { weight: 'bold' },
  2: { weight: 'dim' },
  22: { weight: undefined },
  31: { colour: 'red' },
  32: { colour: 'green' },
  36: { colour: 'cyan' },
  39: { colour: undefined },
};

/** Block characters are drawn as areas, because fonts disagree about them: width in cells, opacity. */
const BLOCKS = new Map([
  ...[...'▏▎▍▌▋▊▉█'].map((character, index) => [character, { width: (index + 1) / 8, opacity: 1 }]),
  ['░', { width: 1, opacity: 0.25 }],
  ['▒', { width: 1, opacity: 0.5 }],
  ['▓', { width: 1, opacity: 0.75 }],
]);
const BLOCK_RUN = /[▏▎▍▌▋▊▉█]+|░+|▒+|▓+/gu;

/**
 * The SVG of a terminal window.
 *
 * @param text with SGR sequences, as it was written to a terminal
 * @param columns of the terminal; a longer line is an error
 * @param title what a reader who sees no picture is told
 */
export function terminalSvg(text, columns, title) {
  const lines = text.trimEnd().split('\n');
  const width = 2 * MARGIN + columns * CELL.width;
  const height = TITLE_BAR + lines.length * CELL.height + MARGIN;
  let style = {};
  const drawn = lines.flatMap((line, row) => {
    const runs = [];
    let column = 0;
    for (const [, code, piece] of line.matchAll(/\u001b\[(\d+)m|([^\u001b]+)/g)) {
      if (code !== undefined) {
        if (!(code in SEQUENCES)) throw new Error(`no colour is known for the sequence ${code}`);
        style = { ...style, ...SEQUENCES[code] };
      } else {
        runs.push(...drawRun(piece, style.colour ?? style.weight ?? 'plain', column, row));
        column += [...piece].length;
      }
    }
    if (column > columns) throw new Error(`line ${row + 1} has ${column} columns`);
    return runs;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
<rect class="window" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${[0, 1, 2].map((index) => `<circle class="button" cx="${MARGIN + 4 + 18 * index}" cy="17" r="5"/>`).join('\n')}
${drawn.join('\n')}
</svg>
`;
}

const at = (column, row) => ({ x: MARGIN + column * CELL.width, y: TITLE_BAR + row * CELL.height });

/** Words and bars of one style. Wide gaps split words, so that columns stand under one another in every font. */
function drawRun(text, style, column, row) {
  const blocks = [...text.matchAll(BLOCK_RUN)].map(({ 0: run, index }) => {
    const { x, y } = at(column + index, row);
    const cells = [...run].reduce((sum, character) => sum + BLOCKS.get(character).width, 0);
    const { opacity } = BLOCKS.get(run[0]);
    const faint = opacity === 1 ? '' : ` opacity="${opacity}"`;
    return `<rect class="${style}" x="${x}" y="${y + 4}" width="${cells * CELL.width}" height="11"${faint}/>`;
  });
  const words = [...text.replace(BLOCK_RUN, (run) => ' '.repeat(run.length)).matchAll(/\S+( \S+)*/g)].map(
    ({ 0: words, index }) => {
      const { x, y } = at(column + index, row);
      const length = [...words].length * CELL.width;
      return `<text class="${style}" x="${x}" y="${y + CELL.baseline}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`;
    },
  );
  return [...blocks, ...words];
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
