/**
 * Writes docs/run.svg: what `lmusim run` shows in a terminal of 80 columns with colour, by running it.
 * npm run build && npm run picture
 */
import { writeFileSync } from 'node:fs';
import { runCli } from '../dist/cli/cli.js';
import { terminalSvg } from './terminal-svg.js';

const COLUMNS = 80;
const PROMPT = '\u001b[2m$\u001b[22m \u001b[1mlmusim run\u001b[22m\n\n';
const TITLE =
  "The report of lmusim run in a terminal: keyword, real time, power by unit, each tile's cycles, assumptions";

let shown = PROMPT;
const code = await runCli(['run'], {
  result: (text) => (shown += text),
  note: (text) => process.stderr.write(text),
  width: COLUMNS,
  colour: true,
});
if (code !== 0) throw new Error(`lmusim run ended with exit code ${code}`);
writeFileSync(new URL('../docs/run.svg', import.meta.url), terminalSvg(shown, COLUMNS, TITLE));
