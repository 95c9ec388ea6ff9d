/** The built command as a process of its own, and the library as README.md uses it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { loadHardware, loadTable, shippedNames } from '../../src/study/files.node.js';
import type * as ShippedValues from '../../src/study/shipped-values.node.js';
import { buildCommand } from './build-command.js';
import { lmusim, repositoryFile, scratchFolder } from './support.js';

const root = repositoryFile('.');
const main = repositoryFile('dist/command/main.js');
/** As this spec builds it. */
const unbundled = repositoryFile('dist/cli/main.js');
const clips = ['00-yes', '01-no', '02-up'].map((name) => repositoryFile(`test/data/kws/clips/${name}.wav`));

const scratch = scratchFolder();

beforeAll(buildCommand, 60_000);

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
