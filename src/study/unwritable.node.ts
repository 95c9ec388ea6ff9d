import { InputError } from '../problems/index.js';

/** What the operating system's refusals mean. */
export const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOSPC: 'no space is left',
  EDQUOT: 'no space is left',
  EFBIG: 'it would be larger than a file may be',
};

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
