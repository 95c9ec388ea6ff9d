import { byCommand, type Case } from './support.js';

const FLAGS = { 'given.json': '{}' };

export const commandLine: readonly Case[] = [
  byCommand('An unknown verb', 'runn'),
  byCommand('A recording without a verb', 'clip.wav'),
  byCommand('An unknown flag', 'run --netwrok x'),
  byCommand('A long flag with one dash', 'run -network x'),
  byCommand('A flag of another verb', 'config --strict'),
  byCommand('A flag without its value', 'run --network'),
  byCommand('A flag given twice', 'run -n a --network b'),
  byCommand('A value that is none of a few', 'run --state keep --format yaml'),
  byCommand('An assignment of words', 'run --assignment a,b'),
  byCommand('Flags that exclude one another', 'run --json --format text'),
  byCommand('Features and recordings', 'run clip.wav --features given.json', FLAGS),
  byCommand('Standard input for a verb that does not read it', 'compile -'),
  byCommand('Standard input without a recording', 'run -'),
  byCommand('Standard input twice, and as a file of features', 'run - - --features -'),
  byCommand('Vectors without lines to stand in', 'run --vectors'),
  byCommand('A file of features that would be overwritten', 'run --write-features given.json', FLAGS),
  byCommand('Flags before the verb', '--json run'),
  byCommand('A positional that is missing', 'config validate'),
  byCommand('A value for a flag that takes none', 'run --json=maybe --help=please'),
  byCommand('Names that are not shipped, all at once', 'run -n kws-bootstrp -w paper --table x'),
  byCommand('Files that are not there', 'run absent.wav'),
  byCommand('A folder in the place of a file', 'config ./src'),
  byCommand('A shipped name with an extension', 'config paper-22nm.yaml'),
  byCommand('Values that cannot be set', 'config --set clock_kHz --set tiles[*].macArray.lanez=8'),
  byCommand('A family that hardware cannot have', 'size kws-bootstrap --tiles 0,2 --lanes 7'),
  byCommand('An output file that exists', 'config -o given.json', FLAGS),
  byCommand('A folder that must be named', 'rtl kws-bootstrap'),
];
