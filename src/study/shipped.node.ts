/** Inputs by the name that the package ships them under, or by their path. */
import { readdirSync } from 'node:fs';
import { extname, parse as parsePath } from 'node:path';
import { didYouMean, InputError } from '../problems/index.js';
import { PACKAGE_ROOT } from './defaults.node.js';
import type { FileKind } from './read-file.node.js';

export interface ShippedKind extends FileKind {
  readonly folder: string;
  readonly extension: string;
  /** What a problem with a shipped name calls the input. */
  readonly input: string;
}

/** Here, and not beside its reader, because completion asks for names alone. */
export const TARGET: ShippedKind = {
  what: 'a calibration target (.yaml)',
  maximum_bytes: 1_000_000,
  folder: 'targets',
  extension: '.yaml',
  input: 'target',
};

/** Where something is read from. */
export interface Source {
  readonly file: string | URL;
  readonly shown: string;
  readonly kind: FileKind;
  /** Its path in the package; undefined for a user's file. */
  readonly shipped?: string;
}

/** A bare name, without slash and extension, is a shipped one. */
export function resolve(nameOrPath: string, shippedKind: ShippedKind): Source {
  const { folder, extension, input, ...kind } = shippedKind;
  const known = namesOf(shippedKind);
  if (/[/\\]/.test(nameOrPath) || extname(nameOrPath) !== '') {
    const stem = parsePath(nameOrPath).name;
    const missingHint = known.includes(stem) ? `'${stem}' alone is a shipped name` : undefined;
    return {
      file: nameOrPath,
      shown: nameOrPath,
      kind: missingHint === undefined ? kind : { ...kind, missingHint },
    };
  }
  if (known.includes(nameOrPath)) {
    const shown = nameOrPath + extension;
    const shipped = `${folder}/${shown}`;
    return { file: new URL(shipped, PACKAGE_ROOT), shown, kind, shipped };
  }
  throw new InputError([
    {
      code: 'files.not-shipped',
      path: input,
      message: 'no such name in the package',
      expected: `a shipped name or the path of ${kind.what}`,
      received: `'${nameOrPath}'`,
      hint: didYouMean(nameOrPath, known),
    },
  ]);
}

export function namesOf({ folder, extension }: ShippedKind): string[] {
  return readdirSync(new URL(`${folder}/`, PACKAGE_ROOT))
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort();
}
