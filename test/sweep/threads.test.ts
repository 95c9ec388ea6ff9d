/** The threads of `lmusim sweep`, which begin before its inputs are read. */
import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { buildCommand } from '../cli/build-command.js';
import { scratchFolder } from '../cli/support.js';
import { MAIN } from './command.js';

const { path: folder } = scratchFolder();
beforeAll(buildCommand);

/** Runs the command with something that each worker does first. */
function sweep(first: string, ...argv: readonly string[]) {
  const text = `import { isMainThread } from "node:worker_threads"; if (!isMainThread) { ${first} }`;
  const hook = `data:text/javascript,${encodeURIComponent(text)}`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', hook, MAIN, 'sweep', ...argv], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
  return { code: status, stderr };
}

const SAY = 'process.stderr.write("begun ")';
const AXIS = ['--axis', 'clock_kHz=92,100'];

test('as many begin as there are workers', () => {
  const { code, stderr } = sweep(SAY, ...AXIS, '-o', 'two', '--workers', '2');
  expect([code, stderr.match(/begun/g)]).toEqual([0, ['begun', 'begun']]);
  expect(sweep(SAY, ...AXIS, '-o', 'one', '--workers', '1')).toEqual({ code: 0, stderr: '' });
});

test.each([
  ['flags are wrong', 2, [...AXIS, '-o', 'never', '--workers', '0']],
  ['there is no folder', 2, [...AXIS, '--workers', '2']],
  ['nothing is swept', 2, ['-o', 'never', '--workers', '2']],
  ['points are only listed', 0, [...AXIS, '--dry-run', '--workers', '2', '--quiet']],
  ['a job array is written', 0, [...AXIS, '-o', 'array', '--slurm', '2', '--workers', '2']],
])('none begins where %s', (_, code, argv) => {
  const found = sweep(SAY, ...argv);
  expect(found.code).toBe(code);
  expect(found.stderr).not.toContain('begun');
});

test('inputs that are wrong are told while workers load, and end the command', () => {
  const { code, stderr } = sweep('', '--axis', 'clock_khz=92', '-o', 'never', '--workers', '2');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^lmusim: .*did you mean 'clock_kHz'.*\n$/)]);
});

test('workers that cannot load make points fail, and nothing else', () => {
  const { code, stderr } = sweep('throw new Error("broken")', ...AXIS, '-o', 'broken', '--workers', '2');
  expect([code, stderr]).toEqual([1, '']);
});
