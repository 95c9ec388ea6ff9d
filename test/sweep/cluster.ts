/** A Slurm cluster of one node, without systemd and beside any other: munged, slurmctld and slurmd with files of their own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface Cluster {
  /** Runs one of Slurm's commands; throws when it fails. */
  readonly command: (name: string, ...argv: readonly string[]) => string;
  /** Environment of Slurm's commands. */
  readonly environment: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

export const hasSlurm = (): boolean =>
  process.getuid?.() === 0 &&
  ['munged', 'slurmctld', 'slurmd', 'sbatch'].every((name) => spawnSync('which', [name]).status === 0);

export async function startCluster(folder: string, cwd: string): Promise<Cluster> {
  const at = (name: string): string => join(folder, name);
  for (const name of ['state', 'spool', 'munge']) mkdirSync(at(name), { recursive: true });
  // munged refuses a key and a socket that others could reach.
  chmodSync(at('munge'), 0o711);
  writeFileSync(at('munge/key'), Buffer.alloc(128, 'a key of a spec, for one machine and some minutes '), {
    mode: 0o400,
  });
  const name = hostname();
  const cores = availableParallelism();
  writeFileSync(
    at('slurm.conf'),
    `ClusterName=spec
SlurmctldHost=${name}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${at('munge/socket')}
CredType=cred/munge
SlurmctldPort=${freePort(0)}
SlurmdPort=${freePort(1)}
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=requeue_delay=1
MinJobAge=3600
ReturnToService=2
MpiDefault=none
KillWait=1
NodeName=${name} NodeAddr=127.0.0.1 CPUs=${cores} State=UNKNOWN
PartitionName=main Nodes=${name} Default=YES MaxTime=INFINITE State=UP
`,
  );
  const environment = { ...process.env, SLURM_CONF: at('slurm.conf') };
  const daemons: ChildProcess[] = [];
  const daemon = (program: string, argv: readonly string[]): void => {
    daemons.push(spawn(program, argv, { cwd: folder, env: environment, stdio: 'ignore' }));
  };
  const stop = async (): Promise<void> => {
    for (const child of daemons.reverse()) {
      if (child.exitCode !== null) continue;
      child.kill('SIGTERM');
      for (let tries = 0; child.exitCode === null && child.signalCode === null && tries < 50; tries++)
        await wait(100);
      child.kill('SIGKILL');
    }
  };
  const command = (program: string, ...argv: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync(program, argv, { cwd, env: environment, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${argv.join(' ')}: ${stderr}`);
    return stdout;
  };
  const log = (file: string): string => (existsSync(at(file)) ? readFileSync(at(file), 'utf8') : '');
  daemon('munged', [
    ...['--foreground', '--force', '--key-file', at('munge/key'), '--socket', at('munge/socket')],
    ...['--pid-file', at('munge/pid'), '--log-file', at('munge/log'), '--seed-file', at('munge/seed')],
  ]);
  try {
    await until(
      () => existsSync(at('munge/socket')),
      () => log('munge/log'),
    );
    daemon('slurmctld', ['-D', '-i', '-L', at('slurmctld.log')]);
    daemon('slurmd', ['-D', '-N', name, '-L', at('slurmd.log')]);
    await until(
      () =>
        spawnSync('sinfo', ['--noheader', '-o', '%T'], {
          env: environment,
          encoding: 'utf8',
        }).stdout.trim() === 'idle',
      () => `${log('slurmctld.log')}\n${log('slurmd.log')}`,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { command, environment, stop };
}

/** Ports that other specs do not have: by this process. */
const freePort = (which: number): number => 20_000 + 2 * (process.pid % 10_000) + which;

export async function until(holds: () => boolean, why: () => string, seconds = 60): Promise<void> {
  for (let tries = 0; tries < seconds * 10; tries++) {
    if (holds()) return;
    await wait(100);
  }
  throw new Error(`not within ${seconds} s: ${why()}`);
}
