/** A word as a POSIX shell takes it literally. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * A job array for Slurm, one task a shard. A task that is requeued goes on where it was killed.
 *
 * @param words of the command that runs the sweep, without shard, workers and folder
 */
export function slurmScript(words: readonly string[], tasks: number, folder: string): string {
  return `#!/bin/bash
#SBATCH --job-name=lmusim-sweep
#SBATCH --array=1-${tasks}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=${folder.replaceAll('%', '%%')}/task-%a.out
#
# Submit it in the folder that the paths below begin in: sbatch ${shellWord(`${folder}/array.sbatch`)}
# Then: lmusim sweep merge ${shellWord(folder)}
# LMUSIM names the command where it is not on the path, such as LMUSIM='npx lmusim'.
set -euo pipefail
exec \${LMUSIM:-lmusim} sweep ${words.map(shellWord).join(' ')} \\
  --shard "\${SLURM_ARRAY_TASK_ID}/${tasks}" --workers "\${SLURM_CPUS_PER_TASK:-1}" --resume --quiet -o ${shellWord(folder)}
`;
}
