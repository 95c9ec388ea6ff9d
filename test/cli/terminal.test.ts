import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/cli.js';
import { processTerminal } from '../../src/cli/terminal.js';

function terminalOf(stdout: { isTTY?: boolean; columns?: number }, env: Record<string, string> = {}) {
  return processTerminal({ stdout, stderr: {}, env } as unknown as NodeJS.Process);
}

test('a pipe has 80 columns and no colour', () => {
  expect(terminalOf({})).toMatchObject({ width: 80, colour: false });
});

test('a terminal has its own columns, 100 at most, and colour', () => {
  expect(terminalOf({ isTTY: true, columns: 72 })).toMatchObject({ width: 72, colour: true });
  expect(terminalOf({ isTTY: true, columns: 240 })).toMatchObject({ width: 100, colour: true });
});

test('NO_COLOR and a terminal that is dumb turn colour off', () => {
  expect(terminalOf({ isTTY: true, columns: 80 }, { NO_COLOR: '1' }).colour).toBe(false);
  expect(terminalOf({ isTTY: true, columns: 80 }, { NO_COLOR: '' }).colour).toBe(true);
  expect(terminalOf({ isTTY: true, columns: 80 }, { TERM: 'dumb' }).colour).toBe(false);
});

test('what is no bad input is our bug: exit code 70, one line, the stack with --debug', async () => {
  const broken = async (...argv: readonly string[]) => {
    let stderr = '';
    const code = await runCli(argv, {
      result: () => {
        throw new TypeError('something\nbroke');
      },
      note: (text) => (stderr += text),
      width: 80,
      colour: false,
    });
    return { code, stderr };
  };
  const line =
    'lmusim: internal error, a bug of lmusim that should be reported: TypeError: something\\u000abroke (--debug shows where)\n';
  expect(await broken('config')).toEqual({ code: 70, stderr: line });
  const { code, stderr } = await broken('config', '--debug');
  expect(code).toBe(70);
  expect(stderr.startsWith(`${line}TypeError: something\nbroke\n    at `)).toBe(true);
});
