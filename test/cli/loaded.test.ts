/** What the built command loads, and what it does not. */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { buildCommand } from './build-command.js';
import { examplesOf, furnish, verbNames, wordsOf } from './example-folder.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const main = repositoryFile('dist/command/main.js');
const { path: folder, write } = scratchFolder();

beforeAll(async () => {
  buildCommand();
  await furnish(folder);
}, 60_000);

/**
 * A hook that tells every module that is loaded, on a line of standard error. In place of mathjs, which takes seconds to
 * trace, it gives a module of nothing.
 */
const TRACE = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(\`
    export async function resolve(name, context, next) {
      return /^mathjs/.test(name) ? { url: 'data:text/javascript,//mathjs', shortCircuit: true } : next(name, context);
    }
    export async function load(url, context, next) {
      process._rawDebug('load ' + url);
      return next(url, context);
    }
  \`));
`)}`;

/** Runs node and returns the modules that it loaded. */
function loaded(argv: readonly string[]): string[] {
  const { status, stderr } = spawnSync(process.execPath, ['--import', TRACE, ...argv], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return [...stderr.matchAll(/^load (.*)$/gm)].map(([, url]) => url!);
}

const isMathjs = (url: string): boolean => url.includes('//mathjs');

test('the trace sees mathjs where it is loaded', () => {
  expect(loaded(['--input-type=module', '--eval', `await import('mathjs')`]).some(isMathjs)).toBe(true);
});

/** Runs the first example of every verb, one after another, and names each before the modules that it loads. */
const EVERY_VERB = `
  const [cli, lines] = process.argv.slice(2);
  const { runCli } = await import(cli);
  let said = '';
  const terminal = { result: () => undefined, note: (text) => (said += text), width: 80, colour: false };
  for (const words of JSON.parse(lines)) {
    process._rawDebug('load verb ' + words.join(' '));
    process.exitCode ||= await runCli(words, terminal);
  }
  if (process.exitCode) process._rawDebug(said);
`;

test('no verb loads mathjs', async () => {
  const names = verbNames();
  const lines: string[][] = [];
  for (const words of names) {
    const [example] = examplesOf((await lmusim([...words, '--help'])).stdout);
    lines.push(wordsOf(example!, folder));
  }
  // A file, not --eval: workers take over the flags of node.
  const script = write('every-verb.mjs', EVERY_VERB);
  const modules = loaded([
    script,
    String(pathToFileURL(repositoryFile('dist/cli/cli.js'))),
    JSON.stringify(lines),
  ]);
  const verbs = lines.map((words) => `verb ${words.join(' ')}`);
  expect(modules.filter((url) => url.startsWith('verb '))).toEqual(verbs);
  expect(modules.length).toBeGreaterThan(100);
  // A module is loaded once: by the verb that is named before it.
  const loader = modules.slice(0, modules.findIndex(isMathjs) + 1).findLast((url) => url.startsWith('verb '));
  expect({ loader, mathjs: modules.filter(isMathjs) }).toEqual({ loader: undefined, mathjs: [] });
});

test('the bundle, too, runs without mathjs', () => {
  const modules = loaded([main, 'run']);
  expect(modules.length).toBeGreaterThan(3);
  expect(modules.filter(isMathjs)).toEqual([]);
});

test('help and version load little: no parser of flags, no checker of files', () => {
  for (const argv of [['--help'], ['run', '--help'], ['--version']]) {
    const files = loaded([main, ...argv]).filter((url) => url.startsWith('file:'));
    const bytes = files.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
    expect(bytes, argv.join(' ')).toBeLessThan(100_000);
  }
});

test('mathjs, which takes half a second to load, is loaded for a quantity in a file and not before', () => {
  const tell =
    'import Module from "node:module"; const load = Module._load;' +
    'Module._load = function (name, ...rest) { if (name === "mathjs") console.error("mathjs"); return load.call(this, name, ...rest); };';
  const traced = (...argv: readonly string[]): { readonly stdout: string; readonly stderr: string } =>
    spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, main, ...argv],
      {
        encoding: 'utf8',
      },
    );
  const table = readFileSync(repositoryFile('tables/22nm-bottom-up.yaml'), 'utf8');
  const own = write('own.yaml', table.replace('value_pJ: 0.045', 'value: 0.045 pJ'));
  const [numbers, quantity] = [traced('--table', '22nm-bottom-up'), traced('--table', own)];
  expect([numbers.stderr, quantity.stderr]).toEqual(['', 'mathjs\n']);
  expect(quantity.stdout).toBe(numbers.stdout);
});
