import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SweepRecord } from '../results/index.js';
import { InOrder } from './in-order.js';

const record = (index: number): SweepRecord => ({ key: '', index, values: {}, status: 'ok' });

test('records are told in the order of the points of their shard, however they come', () => {
  const shards = fc
    .integer({ min: 1, max: 4 })
    .chain((of) => fc.record({ of: fc.constant(of), number: fc.integer({ min: 1, max: of }) }));
  const orders = fc.integer({ min: 0, max: 30 }).chain((count) => {
    const places = Array.from({ length: count }, (_, place) => place);
    return fc.shuffledSubarray(places, { minLength: count });
  });
  fc.assert(
    fc.property(shards, orders, (shard, order) => {
      const told: number[] = [];
      const inOrder = new InOrder(shard, ({ index }) => told.push(index));
      const indexOf = (place: number): number => shard.number - 1 + place * shard.of;
      for (const place of order) inOrder.add(record(indexOf(place)));
      expect(inOrder.toldAll).toBe(true);
      expect(told).toEqual(order.map((_, place) => indexOf(place)));
    }),
  );
});

test('a record that never came holds up those behind it', () => {
  const told: number[] = [];
  const inOrder = new InOrder({ number: 1, of: 1 }, ({ index }) => told.push(index));
  for (const index of [0, 2, 3]) inOrder.add(record(index));
  expect([told, inOrder.toldAll]).toEqual([[0], false]);
});

test('when more wait than may, no more are told', () => {
  const told: number[] = [];
  const inOrder = new InOrder({ number: 1, of: 1 }, ({ index }) => told.push(index), 2);
  for (const index of [0, 2, 3, 4, 1, 5]) inOrder.add(record(index));
  expect([told, inOrder.toldAll]).toEqual([[0], false]);
});
