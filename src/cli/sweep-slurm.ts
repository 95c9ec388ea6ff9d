import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { wholeFile } from './whole-file.js';

/** Writes the script of a job array into the folder of a sweep; says what to do with it. */
export function writeSlurm(folder: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const name = join(folder, 'array.sbatch');
  const file = wholeFile(name, { force: true, flag: '--output' });
  file.write(script);
  file.finish();
  return `wrote ${name}\nsbatch ${name}\nlmusim sweep merge ${folder}\n`;
}
