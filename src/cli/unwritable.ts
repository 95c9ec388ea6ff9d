import { InputError } from '../problems/index.js';

/** @param flag that named the file or folder */
export function unwritable(file: string, flag: string, reason: string, hint?: string): InputError {
  return new InputError([
    {
      code: 'files.unwritable',
      path: flag,
      message: `cannot write ${file}: ${reason}`,
      ...(hint === undefined ? {} : { hint }),
    },
  ]);
}
