import { randomUUID } from 'node:crypto';
import { shell } from './environment.js';

/**
 * The text of a guide with the output of its commands as they print it now.
 *
 * A fence `bash` holds commands whose output a reader need not see: they must succeed. A fence `console` is a session:
 * each line that begins with `$ ` is a command, and the lines below it are what it prints; one that fails is followed
 * by `$ echo $?`. Other fences are left as they
 * are. All run in one folder, in the order of the page, each fence in a shell of its own.
 */
export function replayed(guide: string, folder: string): string {
  return guide.replace(/^```(bash|console)\n(.*?)^```$/gms, (fence, kind: string, text: string) => {
    if (kind === 'console') return `\`\`\`console\n${session(text, folder)}\`\`\``;
    shell(text, folder);
    return fence;
  });
}

function session(text: string, folder: string): string {
  const commands = text
    .split('\n')
    .filter((line) => line.startsWith('$ '))
    .map((line) => line.slice(2));
  const mark = randomUUID();
  const script = commands.map(
    (command) => `${command}\nstatus=$?; printf '%s' "${mark}\${status}${mark}"; (exit $status)\n`,
  );
  const parts = shell(`set +e\n${script.join('')}true`, folder).split(mark);
  return commands
    .map((command, index) => {
      const [output, status] = parts.slice(2 * index);
      if (status !== '0' && commands[index + 1] !== 'echo $?') {
        throw new Error(`exit ${status} of '${command}', and the guide does not show it\n${output}`);
      }
      return `$ ${command}\n${output}`;
    })
    .join('');
}
