import { parseFeatures } from '../../../src/study/index.js';
import { textMutationsOf } from '../../support/mutated-text.js';
import { fromUtf8, promised, utf8, type Target } from '../target.js';

const document = (recordings: unknown): string => JSON.stringify({ schema: 'lmusim.features/1', recordings });
const WORDS = [
  '"schema"',
  '"recordings"',
  '"name"',
  '"frames"',
  '"lmusim.features/1"',
  '[[',
  ']]',
  '-128',
  '-129',
];

export const features: Target = {
  name: 'features',
  seeds: () => [
    utf8(
      document([
        { name: 'a', frames: [[0, 127, -128], [1]] },
        { name: 'b', frames: [[5]] },
      ]),
    ),
  ],
  mutants: (parent, other) => textMutationsOf(fromUtf8(parent), WORDS, fromUtf8(other)).map(utf8),
  run: (input) => {
    const recordings = parseFeatures(fromUtf8(input), 'input');
    const plain = recordings.map(({ name, frames }) => ({ name, frames: frames.map((frame) => [...frame]) }));
    const again = parseFeatures(document(plain), 'input');
    promised(JSON.stringify(again) === JSON.stringify(recordings), 'written and read again, the same frames');
  },
  limit_ms: 1000,
};
