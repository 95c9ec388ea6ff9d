/** A sweep as a job array on the real scheduler, on a cluster of this one node. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand } from '../cli/build-command.js';
import { hasSlurm, startCluster, until, type Cluster } from './cluster.js';
import { bytesOf, lmusim, MAIN, STUDY } from './command.js';

// Continuous integration has it: there its absence is a failure.
describe.skipIf(!hasSlurm() && process.env['CI'] === undefined)('a Slurm job array', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lmusim-slurm-'));
  let cluster: Cluster | undefined;

  beforeAll(async () => {
    buildCommand();
    writeFileSync(join(folder, 'study.yaml'), STUDY.replace('points: 100', 'points: 200'));
    expect(lmusim(folder, 'sweep', 'study.yaml', '-o', 'local').code).toBe(0);
    cluster = await startCluster(join(folder, 'cluster'), folder);
  });
  afterAll(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true });
  });

  const states = (): string[] =>
    cluster!
      .command('squeue', '--noheader', '--states=all', '--array', '-o', '%K %T')
      .trim()
      .split('\n')
      .sort();
  const size = (task: number): number => {
    const file = join(folder, 'out', `shard-${task}-of-4`, 'journal.jsonl');
    return existsSync(file) ? statSync(file).size : 0;
  };
  const outputs = (): string =>
    readdirSync(join(folder, 'out'))
      .filter((name) => name.endsWith('.out'))
      .map((name) => `${name}: ${readFileSync(join(folder, 'out', name), 'utf8')}`)
      .join('\n');

  test('of four tasks, one killed and requeued and one failed and submitted again, merges to what a local run writes', async () => {
    const written = lmusim(folder, 'sweep', 'study.yaml', '--slurm', '4', '-o', 'out');
    expect(written).toEqual({
      code: 0,
      stdout: 'wrote out/array.sbatch\nsbatch out/array.sbatch\nlmusim sweep merge out\n',
      stderr: '',
    });
    const submit = (...argv: string[]): string =>
      cluster!
        .command(
          'sbatch',
          '--parsable',
          `--export=ALL,LMUSIM=${process.execPath} ${MAIN}`,
          ...argv,
          'out/array.sbatch',
        )
        .trim();
    const job = submit();

    // Requeue: killed by the scheduler while it works, and begun again by it.
    await until(() => size(1) > 20_000, outputs);
    cluster!.command('scontrol', 'requeue', `${job}_1`);
    // Slurm keeps what was requeued back for two minutes.
    await until(
      () => states().includes('1 PENDING'),
      () => states().join('\n'),
    );
    cluster!.command('scontrol', 'update', `JobId=${job}_1`, 'StartTime=now');
    // Partial failure: a task that is cancelled stays without its results.
    await until(() => [2, 3, 4].some((task) => size(task) > 5_000), outputs, 120);
    const failed = [2, 3, 4].find((task) => size(task) > 5_000)!;
    cluster!.command('scancel', '--signal=KILL', `${job}_${failed}`);
    const done = (): string[] => states().filter((line) => /COMPLETED|FAILED|CANCELLED|NODE_FAIL/.test(line));
    await until(
      () => done().length === 4,
      () => `${states().join('\n')}\n${outputs()}`,
      200,
    );
    expect(states().filter((line) => !line.endsWith('COMPLETED'))).toHaveLength(1);
    expect(cluster!.command('scontrol', 'show', 'job', `${job}_1`)).toContain('Restarts=1');

    const early = lmusim(folder, 'sweep', 'merge', 'out');
    expect(early.code).toBe(2);
    expect(early.stderr).toContain(
      `shard-${failed}-of-4 is not complete (run it with --shard ${failed}/4 --resume)`,
    );
    expect(size(failed)).toBeGreaterThan(5_000);

    submit(`--array=${failed}`);
    await until(() => existsSync(join(folder, 'out', `shard-${failed}-of-4`, 'results.jsonl')), outputs, 120);
    const merged = lmusim(folder, 'sweep', 'merge', 'out', '--csv', 'merged.csv');
    expect(merged.code).toBe(0);
    expect(bytesOf(join(folder, 'out')) === bytesOf(join(folder, 'local'))).toBe(true);
    expect(merged.stdout).toBe(lmusim(folder, 'sweep', 'merge', 'local').stdout);
  });
});
