import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { editDistance } from './edit-distance.js';

test.each([
  ['', '', 0],
  ['', 'lanes', 5],
  ['lanes', 'lanes', 0],
  ['lane', 'lanes', 1],
  ['kitten', 'sitting', 3],
  ['clock_kHz', 'clockkHz', 1],
])('from %j to %j are %i edits', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits);
});

property.prop([fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 })], {
  numRuns: runs(100),
})('is a metric', (a, b, c) => {
  expect(editDistance(a, b)).toBe(editDistance(b, a));
  expect(editDistance(a, b) === 0).toBe(a === b);
  expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
});
