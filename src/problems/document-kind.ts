import { InputError } from './problem.js';

/** A key that every document of a kind has and no other. */
const KINDS = {
  tiles: { what: 'a hardware configuration', hint: 'lmusim run --hardware takes it' },
  rows: { what: 'an energy table', hint: 'lmusim run --table takes it' },
  cases: { what: 'a baseline', hint: 'lmusim check takes it' },
} as const;

/**
 * Refuses a document that is of another kind, instead of naming each of its keys.
 *
 * @param own the key of the kind that is wanted
 * @throws InputError `area.kind`
 */
export function refuseOtherKind(
  value: unknown,
  own: keyof typeof KINDS,
  area: string,
  file: string | undefined,
): void {
  if (typeof value !== 'object' || value === null || own in value) return;
  const other = Object.entries(KINDS).find(([key]) => key in value)?.[1];
  if (other === undefined) return;
  throw new InputError([
    {
      code: `${area}.kind`,
      path: '',
      ...(file === undefined ? {} : { file }),
      message: 'another kind of file',
      expected: KINDS[own].what,
      received: other.what,
      hint: other.hint,
    },
  ]);
}
