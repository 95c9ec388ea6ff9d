import * as fc from 'fast-check';

/** Bytes at which programs err: the ends of the ranges of 8, 16 and 32 bits, little-endian. */
const boundary = fc.constantFrom(
  [0],
  [0x7f],
  [0x80],
  [0xff],
  [0xff, 0x7f],
  [0x00, 0x80],
  [0xff, 0xff, 0xff, 0x7f],
  [0x00, 0x00, 0x00, 0x80],
  [0xff, 0xff, 0xff, 0xff],
);

/** One place changed; `at` and `from` are shares of a length. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('overwrite', 'remove', 'repeat', 'insert', 'splice'),
  bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 8 }), boundary),
});

/**
 * What becomes of a good file on a bad disk: the same bytes with 1 to 4 places changed: a few bytes overwritten, removed,
 * repeated or inserted, or a run of another file in their place.
 */
export function mutationsOf(good: Uint8Array, other = good): fc.Arbitrary<Uint8Array> {
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let bytes = good;
    for (const { at, from, kind, bytes: inserted } of changes) {
      const index = Math.floor(at * bytes.length);
      const run = bytes.subarray(index, index + inserted.length);
      const begin = Math.floor(from * other.length);
      const replacement = {
        overwrite: [...inserted].slice(0, run.length),
        remove: [],
        repeat: [...run, ...run],
        insert: [...inserted, ...run],
        splice: other.subarray(begin, begin + 16 * inserted.length),
      }[kind];
      const rest = bytes.subarray(index + run.length);
      const changed = new Uint8Array(index + replacement.length + rest.length);
      changed.set(bytes.subarray(0, index));
      changed.set(replacement, index);
      changed.set(rest, index + replacement.length);
      bytes = changed;
    }
    return bytes;
  });
}
