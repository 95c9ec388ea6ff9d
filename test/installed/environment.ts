import { spawnSync } from 'node:child_process';

/** What npm and vitest tell their children about this checkout, and what would colour or discolour their output. */
const OURS =
  /^(npm_(package|lifecycle|config_local|command|execpath)|INIT_CWD|NODE_|VITEST|FORCE_COLOR|NO_COLOR)/i;

/** The environment of a user's shell: nothing of this checkout, and an npm that says only what went wrong. */
function userEnvironment(): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_loglevel: 'error',
    npm_config_update_notifier: 'false',
  };
}

/**
 * What a shell prints on standard output and standard error together, in the order of writing.
 *
 * @param first a folder that is searched for programs before all others
 * @throws when the script does not end with 0
 */
export function shell(script: string, folder: string, first?: string): string {
  const env = userEnvironment();
  if (first !== undefined) env['PATH'] = `${first}:${env['PATH'] ?? ''}`;
  const { status, stdout } = spawnSync('bash', ['-c', `exec 2>&1; set -e\n${script}`], {
    cwd: folder,
    encoding: 'utf8',
    env,
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`exit ${status ?? 'by a signal'} of\n${script}\n${stdout}`);
  return stdout;
}
