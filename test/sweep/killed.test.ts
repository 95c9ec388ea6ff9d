/** Sweeps that end before their end: killed, interrupted, on a full disk. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import seedrandom from 'seedrandom';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCommand } from '../cli/build-command.js';
import { begin, bytesOf, ended, lmusim, MAIN, STUDY } from './command.js';

const folder = mkdtempSync(join(tmpdir(), 'lmusim-killed-'));
let whole = '';

beforeAll(() => {
  buildCommand();
  writeFileSync(join(folder, 'study.yaml'), STUDY);
  expect(lmusim(folder, 'sweep', 'study.yaml', '-o', 'whole')).toMatchObject({ code: 0, stderr: '' });
  whole = bytesOf(join(folder, 'whole'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const journal = (out: string): number => {
  const file = join(folder, out, 'journal.jsonl');
  return existsSync(file) ? statSync(file).size : 0;
};

test('killed with SIGKILL at twenty random moments and resumed, it ends in the bytes of an uninterrupted run', async () => {
  const seed = process.env['LMUSIM_SWEEP_SEED'] ?? 'killed';
  const random = seedrandom.alea(seed);
  const bytes = whole.length;
  let kills = 0;
  for (let run = 0; kills < 20; run++) {
    const out = `killed-${run}`;
    // Up to three kills of one sweep: before the journal, in it, and while it is sorted.
    for (let strike = 0; strike < 3 && kills < 20; strike++) {
      const child = begin(
        folder,
        'sweep',
        'study.yaml',
        '-o',
        out,
        '--resume',
        '--workers',
        random() < 0.5 ? '1' : '2',
      );
      const end = ended(child);
      const before = journal(out);
      // A moment by how far the sweep is, which a busy machine does not move, and a few milliseconds on.
      const threshold = before + random() * (bytes - before) * 0.9;
      while (child.exitCode === null && journal(out) < threshold) await wait(5);
      await wait(random() * 40);
      child.kill('SIGKILL');
      const { signal } = await end;
      if (signal === 'SIGKILL') kills += 1;
    }
    expect(
      lmusim(folder, 'sweep', 'study.yaml', '-o', out, '--resume', '--quiet').code,
      `seed ${seed}, run ${run}`,
    ).toBe(0);
    expect(bytesOf(join(folder, out)) === whole, `seed ${seed}, run ${run}`).toBe(true);
    rmSync(join(folder, out), { recursive: true });
  }
});

test('SIGINT and SIGTERM end it by the signal (F5), and --resume goes on', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = begin(folder, 'sweep', 'study.yaml', '-o', signal, '--workers', '2');
    const end = ended(child);
    while (journal(signal) === 0) await wait(5);
    child.kill(signal);
    expect(await end).toEqual({ code: null, signal });
    expect(journal(signal)).toBeGreaterThan(0);
    expect(lmusim(folder, 'sweep', 'study.yaml', '-o', signal).stderr).toContain('--resume goes on with it');
    expect(lmusim(folder, 'sweep', 'study.yaml', '-o', signal, '--resume').code).toBe(0);
    expect(bytesOf(join(folder, signal)) === whole).toBe(true);
  }
});

test('a disk that is really full is told, and loses nothing', () => {
  const disk = join(folder, 'disk');
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk, '--mkdir']);
  // Without the right to mount, the spec with an injected disk stands for this one; continuous integration is root.
  if (mounted.status !== 0 && process.env['CI'] === undefined) return;
  expect(mounted.stderr.toString()).toBe('');
  try {
    const full = lmusim(folder, 'sweep', 'study.yaml', '-o', 'disk/out');
    expect(full.code).toBe(2);
    expect(full.stderr).toMatch(
      /cannot write .*journal.jsonl: no space is left \(what was recorded is kept; --resume goes on/,
    );
    const kept = readFileSync(join(disk, 'out', 'journal.jsonl'), 'utf8');
    expect(kept.length).toBeGreaterThan(100_000);
    expect(kept.endsWith('\n')).toBe(true);
    // Again without room: told again, with nothing lost.
    expect(lmusim(folder, 'sweep', 'study.yaml', '-o', 'disk/out', '--resume').code).toBe(2);
    expect(readFileSync(join(disk, 'out', 'journal.jsonl'), 'utf8').startsWith(kept)).toBe(true);
    expect(spawnSync('mount', ['-o', 'remount,size=4m', disk]).status).toBe(0);
    expect(lmusim(folder, 'sweep', 'study.yaml', '-o', 'disk/out', '--resume').code).toBe(0);
    expect(bytesOf(join(disk, 'out')) === whole).toBe(true);
  } finally {
    spawnSync('umount', [disk]);
  }
});

/** The first two workers break after a batch or two, with lines on their way. */
const BREAK = `data:text/javascript,${encodeURIComponent(`
  import { isMainThread, threadId } from "node:worker_threads";
  const text = JSON.stringify;
  let calls = 0;
  if (!isMainThread && threadId <= 2) JSON.stringify = (...given) => {
    calls += 1;
    if (calls === 40) queueMicrotask(() => { throw new Error("lost"); });
    return text(...given);
  };
`)}`;

test('workers that are lost with what they had cost nothing (P3)', () => {
  for (let run = 0; run < 3; run++) {
    const argv = ['--import', BREAK, MAIN, 'sweep', 'study.yaml', '-o', `lost-${run}`, '--workers', '2'];
    const { status, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(bytesOf(join(folder, `lost-${run}`)) === whole).toBe(true);
  }
});
