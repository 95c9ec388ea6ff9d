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
      inOrder.end();
      expect(told).toEqual(order.map((_, place) => indexOf(place)));
    }),
  );
});

test('a record that never came is missed', () => {
  const inOrder = new InOrder({ number: 1, of: 1 }, () => undefined);
  inOrder.add(record(0));
  inOrder.add(record(2));
  expect(() => inOrder.end()).toThrow('no record of the point 1');
});
