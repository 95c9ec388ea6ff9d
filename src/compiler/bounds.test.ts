import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LmuLayer, Network, Projection } from '../network/index.js';
import { boundsOf, type LegendreBound, type MacBound } from './bounds.js';
import { RUNS, smallNetwork } from './small-network.testing.js';

/** One layer with one weight a matrix, so that every bound can be worked out by hand. */
function tiny(changes: Partial<LmuLayer>, hidden: Partial<Projection> = {}): Network {
  const network = smallNetwork({
    inputs: 1,
    layers: [{ units: 1, memories: 1, order: 1, encoder: ['x'], hidden: ['m', 'h'] }],
    scores: 1,
  });
  const [layer, output] = network.layers as [LmuLayer, Network['layers'][number]];
  const changed = { ...layer, ...changes };
  return { ...network, layers: [{ ...changed, hidden: { ...changed.hidden, ...hidden } }, output] };
}

function macBoundOf(network: Network, matrix: string): MacBound {
  const bound = boundsOf(network).find((entry) => entry.matrix === matrix);
  if (bound?.unit !== 'macArray') throw new Error(`no ${matrix}`);
  return bound;
}

test.each([
  // |-3| 128 2^1 for the readout, whose align is 1, + |5| max|h| + |-7|.
  ['identity', undefined, 3 * 256 + 5 * 128 + 7, 12],
  ['relu', undefined, 3 * 256 + 5 * 127 + 7, 12],
  ['table', Int8Array.from({ length: 256 }, (_, index) => (index < 128 ? -2 : 11)), 3 * 256 + 5 * 11 + 7, 11],
] as const)(
  'rule N5: the bound is sum |w| max|operand| + |bias| with the range of the source: h through %s',
  (activation, table, greatest, accumulatorBits) => {
    const network = tiny(
      {},
      {
        weights: Int8Array.of(-3, 5),
        bias: Int16Array.of(-7),
        activation,
        table: table && new Int8Array(table),
      },
    );
    expect(macBoundOf(network, 'hidden')).toMatchObject({ greatest, accumulatorBits, operandBits: 9 });
  },
);

test('rule N5: the greatest row counts, and a bound of 2^(b-1) - 1 is the last that b bits hold', () => {
  const bits = (bias: number): number =>
    macBoundOf(tiny({}, { weights: Int8Array.of(0, 0), bias: Int16Array.of(bias) }), 'hidden')
      .accumulatorBits;
  expect([2047, 2048, -2047, -2048].map(bits)).toEqual([12, 13, 12, 13]);
  const rows = smallNetwork({
    inputs: 1,
    layers: [{ units: 2, memories: 1, order: 1, encoder: ['x'], hidden: ['x'] }],
    scores: 1,
  });
  const [layer, output] = rows.layers as [LmuLayer, Network['layers'][number]];
  const hidden = { ...layer.hidden, weights: Int8Array.of(2, -8) };
  expect(macBoundOf({ ...rows, layers: [{ ...layer, hidden }, output] }, 'hidden').greatest).toBe(1024);
});

test('rule N11, dense: sum |A| 2^(stateBits-1) + |B| 128 2^inputShift', () => {
  const network = tiny({ update: { rule: 'dense', A: Int16Array.of(-200), B: Int16Array.of(60) } });
  expect(boundsOf(network)).toContainEqual({
    unit: 'legendreUnit',
    layer: 0,
    matrix: 'memory',
    greatest: 200 * 32768 + 60 * 128 * 16,
    accumulatorBits: 24,
    coefficientBits: 9,
  });
});

test('rule N11, scan: 2^(stateBits-1) 2^coefficientShift + |c| (d 2^(stateBits-1) + 128 2^inputShift)', () => {
  const network = tiny({ update: { rule: 'scan', coefficients: Int16Array.of(13) } });
  expect(boundsOf(network)).toContainEqual({
    unit: 'legendreUnit',
    layer: 0,
    matrix: 'memory',
    greatest: 32768 * 256 + 13 * (32768 + 128 * 16),
    accumulatorBits: 25,
    coefficientBits: 5,
  });
});

test('rule N11: no state and no input takes an accumulator beyond its bound, and the worst dense one reaches it', () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.integer({ min: 1, max: 6 }),
      fc.infiniteStream(fc.boolean()),
      (seed, order, signs) => {
        const layer = { units: 1, memories: 1, order, encoder: ['x'], hidden: ['m'] } as const;
        for (const rule of ['dense', 'scan'] as const) {
          const network = smallNetwork({ seed, inputs: 1, layers: [layer], scores: 1, rule });
          const { update } = network.layers[0] as LmuLayer;
          const { greatest } = boundsOf(network).find(
            (bound): bound is LegendreBound => bound.unit === 'legendreUnit',
          )!;
          const extreme = (): number => (signs.next().value ? 32768 : -32768);
          const m = Array.from({ length: order }, extreme);
          const v = Math.sign(extreme()) * 128 * 16;
          const sums = m.map((own, i) => {
            if (update.rule === 'dense') {
              return m.reduce((sum, old, j) => sum + update.A[i * order + j]! * old, update.B[i]! * v);
            }
            const later = m.slice(i + 1).reduce((sum, old) => sum + old, 0);
            const alternating = m.slice(0, i + 1).reduce((sum, old, j) => sum + (-1) ** j * old, 0);
            return own * 256 + update.coefficients[i]! * (-later + (-1) ** i * (v - alternating));
          });
          for (const sum of sums) expect(Math.abs(sum)).toBeLessThanOrEqual(greatest);
          if (update.rule === 'dense') {
            const worst = m.map((_, i) =>
              m.reduce(
                (sum, _old, j) => sum + Math.abs(update.A[i * order + j]!) * 32768,
                Math.abs(update.B[i]!) * 2048,
              ),
            );
            expect(greatest).toBe(Math.max(...worst));
          }
        }
      },
    ),
    RUNS,
  );
});
