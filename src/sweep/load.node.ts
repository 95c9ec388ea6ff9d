/** A sweep's file and what it names, from the files of a machine. */
import { readdirSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join } from 'node:path';
import { InputError, type Problem } from '../problems/index.js';
import {
  DEFAULT_HARDWARE,
  DEFAULT_NETWORK,
  DEFAULT_TABLE,
  loadHardwareDocument,
  loadNetwork,
  loadTable,
} from '../study/files.node.js';
import { readBytes, readText, type FileKind } from '../study/read-file.node.js';
import { labelOfName, parseLabels, type LabelledRecording } from './accuracy.js';
import { parseSweep, type SweepChanges, type SweepDefinition } from './definition.js';
import { namesOfSweep, type SweepInputs, type SweepNames } from './inputs.js';

const SWEEP: FileKind = { what: 'a sweep (.yaml)', maximum_bytes: 1_000_000 };
const LABELS: FileKind = { what: 'labels (.csv)', maximum_bytes: 16_000_000 };
const RECORDING: FileKind = { what: 'a recording (.wav)', maximum_bytes: 100_000_000 };

/** A sweep with everything that it names. */
export interface LoadedSweep {
  readonly definition: SweepDefinition;
  readonly inputs: SweepInputs;
}

/**
 * Reads a sweep's file.
 *
 * @param changes keys that take the place of the file's
 * @throws InputError when it cannot be read (`files.*`) or is no sweep (`sweep.*`)
 */
export function loadSweepFile(path: string, changes?: SweepChanges): SweepDefinition {
  return parseSweep(readText(path, SWEEP, path), path, changes);
}

/**
 * Reads a sweep's file and everything that it names, for `runSweep` and `sweep`.
 *
 * @param changes keys that take the place of the file's
 * @throws InputError as {@link loadSweepFile} and {@link loadInputs}
 */
export function loadSweep(path: string, changes?: SweepChanges): LoadedSweep {
  return loadInputs(loadSweepFile(path, changes), path);
}

/**
 * Reads what a sweep names. Absolute paths are called by the last part of them, so that no result holds a folder of this
 * machine.
 *
 * @param path of the sweep's file: relative paths begin there; in the working folder without one
 * @throws InputError with the problems of all that it names
 */
export function loadInputs(definition: SweepDefinition, path?: string): LoadedSweep {
  const at = (name: string): string =>
    path === undefined || isAbsolute(name) ? name : join(dirname(path), name);
  const found = (name: string): string => (/[/\\]/.test(name) || extname(name) !== '' ? at(name) : name);
  const names = namesOfSweep(definition, {
    network: DEFAULT_NETWORK,
    hardware: DEFAULT_HARDWARE,
    table: DEFAULT_TABLE,
  });
  const problems = Object.entries<readonly string[]>({ ...names }).flatMap(([kind, each]) =>
    sameNames(kind, each),
  );
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  };
  const read = <T>(names: readonly string[], load: (name: string) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(
      [...new Set(names)].map((name) => [shown(name), attempt(() => load(found(name))) as T]),
    );
  const { accuracy } = definition;
  const inputs: SweepInputs = {
    networks: read(names.network, loadNetwork),
    hardware: read(names.hardware, loadHardwareDocument),
    tables: read(names.table, loadTable),
  };
  const recordings =
    accuracy && attempt(() => loadLabelled(at(accuracy.recordings), accuracy.labels && at(accuracy.labels)));
  if (problems.length > 0) throw new InputError(problems);
  return {
    definition: withShownNames(definition, names),
    inputs: { ...inputs, ...(recordings === undefined ? {} : { recordings }) },
  };
}

const shown = (name: string): string => (isAbsolute(name) ? basename(name) : name);

/** Files of several folders that would be called the same. */
function sameNames(kind: string, names: readonly string[]): Problem[] {
  const all = [...new Set(names)];
  return all
    .filter((name, index) => all.findIndex((other) => shown(other) === shown(name)) !== index)
    .map((name) => ({
      ...{ code: 'sweep.same-name', path: kind, message: `two files are called ${shown(name)}` },
      hint: 'absolute paths are called by their last part; give one of the files another name',
    }));
}

function withShownNames(definition: SweepDefinition, names: SweepNames): SweepDefinition {
  const { accuracy } = definition;
  return {
    ...definition,
    network: shown(names.network[0]!),
    hardware: shown(names.hardware[0]!),
    table: shown(names.table[0]!),
    axes: definition.axes.map((axis) =>
      Object.hasOwn(names, axis.path)
        ? { ...axis, values: names[axis.path as keyof SweepNames].map(shown) }
        : axis,
    ),
    ...(accuracy === undefined
      ? {}
      : {
          accuracy: {
            recordings: shown(accuracy.recordings),
            ...(accuracy.labels === undefined ? {} : { labels: shown(accuracy.labels) }),
          },
        }),
  };
}

/**
 * The WAV files of a folder with their labels (docs/sweep.md, R2), by name.
 *
 * @param labels a file of lines `name,label`; the names say it when left out
 * @throws InputError when there is none, or a file has no label
 */
export function loadLabelled(folder: string, labels?: string): LabelledRecording[] {
  let files: string[];
  try {
    files = readdirSync(folder)
      .filter((name) => extname(name).toLowerCase() === '.wav')
      .sort();
  } catch (error) {
    const received =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'no folder of this name'
        : (error as Error).message;
    throw new InputError([
      {
        code: 'files.unreadable',
        path: '',
        file: folder,
        message: 'cannot be read',
        expected: 'a folder of recordings (.wav)',
        received,
      },
    ]);
  }
  const told = labels === undefined ? undefined : parseLabels(readText(labels, LABELS, labels), labels);
  const problems: Problem[] = [];
  const labelled = files.map((name): LabelledRecording => {
    const file = join(folder, name);
    const label = told === undefined ? labelOfName(name) : told.get(name);
    if (label === undefined)
      problems.push({
        code: 'sweep.labels',
        path: '',
        file: labels!,
        message: `no line for ${name}`,
        expected: `${name},label`,
      });
    return { name, label: label ?? '', wav: readBytes(file, RECORDING, file) };
  });
  if (files.length === 0)
    problems.push({
      code: 'sweep.labels',
      path: '',
      file: folder,
      message: 'no recordings',
      expected: 'WAV files',
    });
  if (problems.length > 0) throw new InputError(problems);
  return labelled;
}
