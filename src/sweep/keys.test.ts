import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, sha256Hex } from '../hardware/index.js';
import { CONTRACT, VERSION, type AxisValue } from '../results/index.js';
import { defineSweep } from './definition.js';
import type { NamedSweep } from './inputs.js';
import { drawsOf, keysOf } from './keys.js';

const PATHS = [
  'clock_kHz',
  'tiles[*].macArray.lanes',
  'tiles[0].macArray.lanes',
  'table.x',
  'Ab',
  '2',
  '10',
  'é"',
];
const HASHES = { networks: { k: 'K', l: 'L' }, hardware: { h: 'H' }, tables: { t: 'T' } };

const value: fc.Arbitrary<AxisValue> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 1e21, 1e-7),
  fc.boolean(),
  fc.string({ unit: 'binary' }),
);

test('a key is the hash of the canonical JSON of what determines the results, whatever the order of axes (F1)', () => {
  const points = fc.uniqueArray(fc.tuple(fc.constantFrom(...PATHS), value), {
    minLength: 1,
    selector: ([path]) => path,
  });
  fc.assert(
    fc.property(points, (own) => {
      const given = Object.fromEntries(
        own.map(([path, each], index) => [`a${index}`, { path, values: [each] }]),
      );
      const sweep: NamedSweep = {
        ...defineSweep({ axes: { ...given, of: { path: 'network', values: ['k', 'l'] } } }),
        ...{ network: 'k', hardware: 'h', table: 't' },
      };
      const values = Object.fromEntries(own.map(([, each], index) => [`a${index}`, each]));
      const { frames, set, least } = sweep;
      const common = { contract: CONTRACT, version: VERSION, frames, set, least, recordings: 'r' };
      const keyOf = keysOf(sweep, HASHES, 'r');
      // Whatever was asked before.
      for (const network of ['k', 'l', 'k'] as const) {
        const inputs = [{ k: 'K', l: 'L' }[network], 'H', 'T'];
        expect(keyOf({ of: network, ...values })).toBe(
          sha256Hex(canonicalJson(common) + canonicalJson([inputs, Object.fromEntries(own)])).slice(0, 32),
        );
      }
    }),
    { numRuns: 100 },
  );
});

test('the draw of a key is the first 32 bits of a hash of seed and key, whatever was asked before (P2)', () => {
  const drawOf = drawsOf('seed');
  for (const key of ['a', 'b', 'a', 'c'.repeat(100)]) {
    expect(drawOf(key)).toBe(parseInt(sha256Hex(`seed ${key}`).slice(0, 8), 16) / 2 ** 32);
  }
});
