/** The built command as a process of its own, what it loads, and the library as README.md uses it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadHardware, loadTable, shippedNames } from '../../src/study/files.node.js';
import type * as ShippedValues from '../../src/study/shipped-values.node.js';
import { buildCommand } from './build-command.js';
import { examplesOf, furnish, verbNames, wordsOf } from './example-folder.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const root = repositoryFile('.');
const main = repositoryFile('dist/command/main.js');
/** As this spec builds it. */
const unbundled = repositoryFile('dist/cli/main.js');
const clips = ['00-yes', '01-no', '02-up'].map((name) => repositoryFile(`test/data/kws/clips/${name}.wav`));

const scratch = scratchFolder();
const folder = mkdtempSync(join(tmpdir(), 'lmusim-built-'));

beforeAll(async () => {
  buildCommand();
  await furnish(folder);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function node(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { code: status, stdout, stderr };
}

test('it prints what the same command prints in this process, without colour in a pipe', async () => {
  expect(node(main)).toEqual(await lmusim([]));
  expect(node(main, 'run', '--json')).toEqual(await lmusim(['--json']));
});

test('what is shipped was read when the package was built, and holds for the very text it was read from', async () => {
  const built = pathToFileURL(repositoryFile('dist/study/shipped-values.node.js')).href;
  const { shippedValue } = (await import(built)) as typeof ShippedValues;
  const { hardware, tables } = shippedNames();
  const shipped = [
    ...hardware.map((name) => [`hw-configs/${name}.yaml`, loadHardware(name)] as const),
    ...tables.map((name) => [`tables/${name}.yaml`, loadTable(name)] as const),
  ];
  for (const [name, value] of shipped) {
    const text = readFileSync(repositoryFile(name), 'utf8');
    // As JSON, so that the order of keys counts too.
    expect(JSON.stringify(shippedValue(name, text))).toBe(JSON.stringify(value));
    expect(shippedValue(name, `${text} `)).toBeUndefined();
  }
  expect(shippedValue('tables/other.yaml', '')).toBeUndefined();
});

test('mathjs, which takes half a second to load, is loaded for a quantity in a file and not before', () => {
  const tell =
    'import Module from "node:module"; const load = Module._load;' +
    'Module._load = function (name, ...rest) { if (name === "mathjs") console.error("mathjs"); return load.call(this, name, ...rest); };';
  const traced = (...argv: readonly string[]): ReturnType<typeof node> =>
    node('--import', `data:text/javascript,${encodeURIComponent(tell)}`, main, ...argv);
  const table = readFileSync(repositoryFile('tables/22nm-bottom-up.yaml'), 'utf8');
  const own = join(folder, 'own.yaml');
  writeFileSync(own, table.replace('value_pJ: 0.045', 'value: 0.045 pJ'));
  const [numbers, quantity] = [traced('--table', '22nm-bottom-up'), traced('--table', own)];
  expect([numbers.stderr, quantity.stderr]).toEqual(['', 'mathjs\n']);
  expect(quantity.stdout).toBe(numbers.stdout);
});

test('bad input gives exit code 2 and nothing on standard output', () => {
  expect(node(main, 'run', '-w', 'papper-22nm')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      "lmusim: hardware: no such name in the package: expected a shipped name or the path of a hardware configuration (.yaml), received 'papper-22nm' (did you mean 'paper-22nm'?)\n",
  });
});

test('a reader that closes the pipe is no error', async () => {
  const child = spawn(process.execPath, [main, 'run', '--json', ...clips], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.skipIf(process.platform === 'win32')(
  'an interrupt ends it at once, which a shell shows as 130',
  async () => {
    const child = spawn(process.execPath, [main, 'run', '-w', 'single-1mhz', ...clips, ...clips, ...clips]);
    await wait(300);
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
  },
);

test.skipIf(process.platform === 'win32')('an interrupt leaves no half-written file', async () => {
  const file = join(scratch.path, 'frames.jsonl');
  const child = spawn(process.execPath, [main, 'run', '-', '--format', 'jsonl', '-o', file]);
  // Half of the recording: the command has written frames and waits for more.
  const bytes = readFileSync(repositoryFile('examples/yes.wav'));
  child.stdin.write(bytes.subarray(0, 16_000));
  while (readdirSync(scratch.path).length === 0) await wait(20);
  expect(readdirSync(scratch.path)).toEqual([expect.stringMatching(/^frames\.jsonl\.\d+\.partial$/)]);
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect({ code, signal, files: readdirSync(scratch.path) }).toEqual({
    code: null,
    signal: 'SIGINT',
    files: [],
  });
});

test('each frame of a pipe is told before the pipe ends', async () => {
  const child = spawn(process.execPath, [main, 'run', '-', '--format', 'jsonl']);
  child.stdin.write(readFileSync(repositoryFile('examples/yes.wav')).subarray(0, 16_000));
  let text = '';
  for await (const data of child.stdout.setEncoding('utf8')) {
    text += String(data);
    if (text.split('\n').length > 20) break;
  }
  expect(text.split('\n').slice(1, 3)).toEqual([
    expect.stringContaining('"frame":0,'),
    expect.stringContaining('"frame":1,'),
  ]);
  child.kill();
  await once(child, 'close');
});

test.each([
  [
    'keyword-stream',
    `frame 0, known after 26.2 ms: _unknown_ (9)
frame 1, known after 46.2 ms: go (20)
frame 3, known after 86.2 ms: _unknown_ (38)
frame 5, known after 126.2 ms: up (82)
frame 7, known after 166.2 ms: _silence_ (79)
frame 8, known after 186.2 ms: _unknown_ (32)
frame 9, known after 206.2 ms: down (148)
frame 13, known after 286.2 ms: _unknown_ (159)
frame 23, known after 486.2 ms: yes (-27)
49 frames at 6.43 uW (5-95 %: 5.85 to 7.26)
`,
  ],
  [
    'energy-of-a-network',
    `paper-22nm: 128.6 nJ an inference (5-95 %: 117.0 to 145.2), 1473 cycles a frame
  macArray      50.8 %
  weightSram    26.4 %
  clockTree      7.1 %
single-1mhz: 187.6 nJ an inference (5-95 %: 159.6 to 221.1), 3597 cycles a frame
  clockTree     53.1 %
  weightSram    17.3 %
  macArray      15.8 %
`,
  ],
  [
    'watch-a-unit',
    `tile 0 retired: 98 clear, 267 recv, 299 gemv, 431 legendre, 796 gemv, 799 send, 802 jump
368 weight words read, in cycles 273 to 785
memory 0 after the frame: -272 748 -1156 1190 -1309 697
result in cycle 2411: _unknown_
`,
  ],
])('examples/%s.mjs prints what it is known to print', (name, printed) => {
  expect(node(repositoryFile(`examples/${name}.mjs`))).toEqual({ code: 0, stdout: printed, stderr: '' });
});
/** Makes the process wait between the writing of a file and its renaming, so that a signal can come between them. */
const SLOW_RENAME = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const rename = fs.renameSync;
  fs.renameSync = (...names) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    rename(...names);
  };
  syncBuiltinESMExports();
`)}`;

/** Runs the command with a result in `result.json` and sends it a signal while that stands half-written. */
async function interruptedWhileWriting(signal: NodeJS.Signals) {
  const folder = mkdtempSync(join(tmpdir(), 'lmusim-'));
  const file = join(folder, 'result.json');
  const child = spawn(process.execPath, ['--import', SLOW_RENAME, unbundled, 'config', '--json', '-o', file]);
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  while (readdirSync(folder).length === 0) await wait(10);
  child.kill(signal);
  const [code, endedBy] = await ended;
  const files = readdirSync(folder);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  rmSync(folder, { recursive: true });
  return { code, endedBy, files, text };
}

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s while a file is being written: it is written to its end, and nothing stands beside it',
  async (signal) => {
    const { code, endedBy, files, text } = await interruptedWhileWriting(signal);
    expect({ code, endedBy, files }).toEqual({ code: 0, endedBy: null, files: ['result.json'] });
    expect(text).toBe((await lmusim(['config', '--json'])).stdout);
  },
);

test.skipIf(process.platform === 'win32')(
  'SIGKILL while a file is being written: nothing has its name, and what is left says that it is partial',
  async () => {
    const { endedBy, files } = await interruptedWhileWriting('SIGKILL');
    expect(endedBy).toBe('SIGKILL');
    expect(files).toEqual([expect.stringMatching(/^result\.json\.\d+\.partial$/)]);
  },
);

test.skipIf(process.platform !== 'linux')('a full device is refused in words, as standard output too', () => {
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', `exec "$@" >/dev/full`, 'bash', process.execPath, main],
    {
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'lmusim: standard output: cannot write the result: no space is left\n',
  });
  expect(node(unbundled, 'config', '-o', '/dev/full')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'lmusim: --output: cannot write /dev/full: no space is left\n',
  });
});

test.skipIf(process.platform !== 'linux')(
  'a file that cannot be written to its end is not left there',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'lmusim-'));
    const file = join(folder, 'result.json');
    // No file of this shell may become larger than 1 KiB, and Node gets an error instead of a signal.
    const limited = 'trap "" XFSZ; ulimit -f 1; exec "$@"';
    const argv = [process.execPath, unbundled, 'config', '--json', '-o', file];
    const { status, stderr } = spawnSync('bash', ['-c', limited, 'bash', ...argv], { encoding: 'utf8' });
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true });
    expect({ status, stderr: stderr.replace(file, 'result.json'), left }).toEqual({
      status: 2,
      stderr: 'lmusim: --output: cannot write result.json: it would be larger than a file may be\n',
      left: [],
    });
  },
);

test('the library example of README.md runs and prints what it says', () => {
  const readme = readFileSync(repositoryFile('README.md'), 'utf8');
  const [, code, printed] = /```typescript\n(.*?)```\s+prints\s+```text\n(.*?)```/s.exec(readme) ?? [];
  const { outputText } = ts.transpileModule(code!, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  expect(node('--input-type=module', '--eval', outputText)).toEqual({ code: 0, stdout: printed, stderr: '' });
});

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
  const script = join(folder, 'every-verb.mjs');
  writeFileSync(script, EVERY_VERB);
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
