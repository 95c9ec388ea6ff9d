import * as fc from 'fast-check';

/** One place changed: a byte overwritten, or a run removed, repeated or inserted; `at` is a share of the length. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('overwrite', 'remove', 'repeat', 'insert'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});

/** What becomes of a good file on a bad disk: the same bytes with 1 to 4 places changed. */
export function mutationsOf(good: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let bytes = [...good];
    for (const { at, kind, bytes: inserted } of changes) {
      const index = Math.floor(at * bytes.length);
      const run = bytes.slice(index, index + inserted.length);
      const replacement = {
        overwrite: [...inserted].slice(0, run.length),
        remove: [],
        repeat: [...run, ...run],
        insert: [...inserted, ...run],
      };
      bytes = [...bytes.slice(0, index), ...replacement[kind], ...bytes.slice(index + run.length)];
    }
    return Uint8Array.from(bytes);
  });
}
