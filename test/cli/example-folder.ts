import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { disassembleTile, encodeProgram } from '../../src/program/index.js';
import { compileProgram } from '../../src/study/index.js';
import { loadHardware, loadNetwork } from '../../src/study/files.node.js';
import { loadSweep, runSweep } from '../../src/sweep/files.node.js';
import { VERBS } from '../../src/cli/verbs.js';
import { nameOf, type Verb } from '../../src/cli/verb.js';
import { repositoryFile } from './support.js';

const STUDY = 'frames: 2\ncheck: 0\naxes: { clock_kHz: [80, 100], wake_cycles: [0, 2] }\n';

/** A sweep, its results and its shards, made once for all folders. */
let swept: Promise<string> | undefined;

async function sweeps(): Promise<string> {
  const made = mkdtempSync(join(tmpdir(), 'lmusim-swept-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  writeFileSync(join(made, 'study.yaml'), STUDY);
  const study = loadSweep(join(made, 'study.yaml'));
  await runSweep(study, { folder: join(made, 'results') });
  for (const number of [1, 2])
    await runSweep(study, { folder: join(made, 'sharded'), shard: { number, of: 2 } });
  return made;
}

/** Puts the files that examples of the help name into a folder. */
export async function furnish(folder: string): Promise<void> {
  const file = (name: string): string => join(folder, name);
  for (const name of ['clip.wav', 'a.wav', 'long.wav'])
    copyFileSync(repositoryFile('examples/yes.wav'), file(name));
  copyFileSync(repositoryFile('hw-configs/tiny.yaml'), file('mine.yaml'));
  writeFileSync(
    file('budget.yaml'),
    'schema: lmusim.baseline/1\ncases: [{ name: mine, network: kws-bootstrap, hardware: paper-22nm }]\n',
  );
  writeFileSync(
    file('silicon.yaml'),
    [
      'name: silicon',
      'table: 22nm-bottom-up',
      'priors: { implementation: { factor: { value_ratio: 3.5, spread_lnSigma: 0.45 } } }',
      'powers:',
      '  - { name: chip, network: kws-bootstrap, hardware: paper-22nm, power_uW: 5, spread_lnSigma: 0.05, source: a meter }',
      '',
    ].join('\n'),
  );
  const { program } = compileProgram(loadNetwork('kws-bootstrap'), loadHardware('paper-22nm'));
  writeFileSync(file('kws.lmuprog'), encodeProgram(program));
  cpSync(await (swept ??= sweeps()), folder, { recursive: true });
  writeFileSync(file('tile.asm'), disassembleTile(program.tiles[1]!));
}

/** Words that lead to each verb, nested ones too. */
export function verbNames(verbs: readonly Verb[] = VERBS): string[][] {
  return verbs.flatMap((verb) => [
    [nameOf(verb)],
    ...verbNames(verb.nested ?? []).map((inner) => [nameOf(verb), ...inner]),
  ]);
}

/** The command lines under `Examples:` in a help. */
export function examplesOf(help: string): string[] {
  const [, examples = ''] = help.split('\nExamples:\n');
  return examples
    .split('\n')
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim());
}

/** The words of an example behind `lmusim`, as a shell in the folder makes them. */
export function wordsOf(example: string, folder: string): string[] {
  return example
    .split(' ')
    .slice(1)
    .flatMap((word) =>
      word.startsWith('*.') ? readdirSync(folder).filter((name) => name.endsWith(word.slice(1))) : [word],
    );
}
