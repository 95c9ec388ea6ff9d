import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lmusim } from './support.js';

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** What bash offers for the last word of a line. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const { stdout } = await lmusim(['completion', 'bash']);
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const { stdout: replies, stderr } = spawnSync('bash', ['--norc'], {
    input: `${stdout}\nCOMP_WORDS=(lmusim ${quoted}); COMP_CWORD=${words.length}; _lmusim; printf '%s\\n' "\${COMPREPLY[@]}"`,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return replies.split('\n').filter((reply) => reply !== '');
}

test.skipIf(!has('bash'))('bash: verbs, nested verbs, flags, values and shipped names', async () => {
  expect(await offered('co')).toEqual(['compare', 'compile', 'config', 'completion']);
  expect(await offered('--v')).toEqual(['--version']);
  expect(await offered('config', 'e')).toEqual(['expand']);
  expect(await offered('config', 'pa')).toEqual(['paper-22nm']);
  expect(await offered('config', 'validate', '2')).toEqual(['22nm-bottom-up', '22nm-calibrated']);
  expect(await offered('compile', '')).toEqual(['kws-bootstrap', 'lmu-2-shape']);
  expect(await offered('compile', 'kws-bootstrap', '--ha')).toEqual(['--hardware']);
  expect(await offered('run', '-w', 'ti')).toEqual(['tiny']);
  expect(await offered('calibrate', '--target', '')).toEqual(['blouw-2021']);
  expect(await offered('run', '--format', '')).toEqual(['text', 'json', 'jsonl']);
  expect(await offered('check', '--format', 'j')).toEqual(['json', 'junit']);
  expect(await offered('info', '--format', '')).toEqual(['text', 'json']);
  expect(await offered('run', '--state', '')).toEqual(['reset', 'kept']);
  expect(await offered('compare', '22')).toEqual(['22nm-bottom-up', '22nm-calibrated']);
});

test.skipIf(!has('bash'))('bash: where nothing is offered, files are', async () => {
  expect(await offered('run', '')).toEqual([]);
  expect(await offered('run', '-o', '')).toEqual([]);
  const { stdout } = await lmusim(['completion', 'bash']);
  expect(stdout).toContain('\ncomplete -o default -F _lmusim lmusim\n');
});

test.skipIf(!has('zsh'))('zsh: the script is one', async () => {
  const { stdout } = await lmusim(['completion', 'zsh']);
  const { status, stderr } = spawnSync('zsh', ['-fn'], { input: stdout, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('both shells get the same cases; another shell is refused', async () => {
  const cases = (script: string): string[] => script.split('\n').filter((line) => line.includes("offer='"));
  const [bash, zsh] = [await lmusim(['completion', 'bash']), await lmusim(['completion', 'zsh'])];
  expect(cases(zsh.stdout)).toEqual(cases(bash.stdout));
  expect(zsh.stdout.split('\n')[0]).toBe('#compdef lmusim');
  expect(await lmusim(['completion', 'fish'])).toEqual({
    code: 2,
    stdout: '',
    stderr: "lmusim: shell: not a usable value: expected bash or zsh, received 'fish'\n",
  });
});
