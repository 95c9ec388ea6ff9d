import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapped } from './mapped.js';

test('mapped is the map of a list', () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), (list) => {
      expect(mapped(list, (item, index) => [item, index])).toEqual(list.map((item, index) => [item, index]));
    }),
  );
});
