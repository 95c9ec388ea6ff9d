/** The built command as a process of its own, what it loads, and the library as README.md uses it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCommand } from './build-command.js';
import { examplesOf, furnish, verbNames, wordsOf } from './example-folder.js';
import { lmusim, repositoryFile } from './support.js';

const root = repositoryFile('.');
const main = repositoryFile('dist/command/main.js');
/** As this spec builds it. */
const unbundled = repositoryFile('dist/cli/main.js');
const clips = ['00-yes', '01-no', '02-up'].map((name) => repositoryFile(`test/data/kws/clips/${name}.wav`));

const folder = mkdtempSync(join(tmpdir(), 'lmusim-built-'));

beforeAll(() => {
  buildCommand();
  furnish(folder);
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

test.skipIf(process.platform !== 'linux')('a full device is refused in words', () => {
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

/** A hook that tells every module that is loaded on a line of its own, on standard error. */
const TRACE = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(\`
    export async function load(url, context, next) { process._rawDebug('load ' + url); return next(url, context); }
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

const isMathjs = (url: string): boolean => url.includes('/mathjs/');

test('the trace sees mathjs where it is loaded', () => {
  const code = `await import(${JSON.stringify(import.meta.resolve('mathjs'))})`;
  expect(loaded(['--input-type=module', '--eval', code]).some(isMathjs)).toBe(true);
});

test.each(verbNames().map((words) => [words.join(' '), words] as const))(
  '%s does not load mathjs',
  async (_, words) => {
    const [example] = examplesOf((await lmusim([...words, '--help'])).stdout);
    const modules = loaded([main, ...wordsOf(example!, folder)]);
    expect(modules.length).toBeGreaterThan(3);
    expect(modules.filter(isMathjs)).toEqual([]);
  },
);

test('help and version load little: no parser of flags, no checker of files', () => {
  for (const argv of [['--help'], ['run', '--help'], ['--version']]) {
    const files = loaded([main, ...argv]).filter((url) => url.startsWith('file:'));
    const bytes = files.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
    expect(bytes, argv.join(' ')).toBeLessThan(100_000);
  }
});
