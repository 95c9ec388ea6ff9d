import { expect, test } from 'vitest';
import { InputError } from '../problems/index.js';
import { discretiseEuler } from './discretise.js';
import { LmuCell, type LmuCellWeights } from './lmu-cell.js';

const relu = (sum: number): number => Math.max(0, sum);

/** Two inputs, two memories of order 2, one unit: small enough to compute by hand. */
const small: LmuCellWeights = {
  inputs: 2,
  memories: 2,
  order: 2,
  units: 1,
  A: Float64Array.of(0.5, 0.25, 0, -0.5),
  B: Float64Array.of(1, 2),
  inputEncoder: Float64Array.of(1, 0, 0, 1),
  hiddenEncoder: Float64Array.of(2, -1),
  inputKernel: Float64Array.of(1, -1),
  memoryKernel: Float64Array.of(1, 1, 10, 10),
  bias: Float64Array.of(-4),
  activation: relu,
};

test('two frames by hand: u = E x + Eh h(t-1), m = A m + B u, h = relu(Wx x + Wm m + b)', () => {
  const cell = new LmuCell(small);
  // u = (1, 0.5); m = (1, 2), (0.5, 1); h = 1 - 0.5 + 1 + 2 + 5 + 10 - 4.
  expect([...cell.step(Float64Array.of(1, 0.5))]).toEqual([14.5]);
  expect([...cell.memory]).toEqual([1, 2, 0.5, 1]);
  // u = (0 + 29, 1 - 14.5); m = (0.5 + 0.5 + 29, -1 + 58), (0.25 + 0.25 - 13.5, -0.5 - 27).
  // h = relu(-1 + 30 + 57 - 130 - 275 - 4) = 0.
  expect([...cell.step(Float64Array.of(0, 1))]).toEqual([0]);
  expect([...cell.memory]).toEqual([30, 57, -13, -27.5]);
});

test('state is kept between frames and reset forgets it', () => {
  const cell = new LmuCell(small);
  const x = Float64Array.of(1, 0.5);
  const first = [...cell.step(x)];
  expect([...cell.step(x)]).not.toEqual(first);
  cell.reset();
  expect([...cell.memory]).toEqual([0, 0, 0, 0]);
  expect([...cell.step(x)]).toEqual(first);
});

test('what a caller does to a returned vector does not reach the state', () => {
  const touched = new LmuCell(small);
  const untouched = new LmuCell(small);
  const x = Float64Array.of(1, 0.5);
  touched.step(x).fill(1e9);
  touched.memory.fill(1e9);
  untouched.step(x);
  expect([...touched.step(x)]).toEqual([...untouched.step(x)]);
});

test('every memory remembers its own input: a constant settles at (u, 0, 0, ...)', () => {
  const order = 6;
  const { A, B } = discretiseEuler(order, 16);
  const cell = new LmuCell({
    inputs: 2,
    memories: 3,
    order,
    units: 1,
    A,
    B,
    inputEncoder: Float64Array.of(1, 0, 0, 1, 1, 1),
    hiddenEncoder: new Float64Array(3),
    inputKernel: new Float64Array(2),
    memoryKernel: Float64Array.from({ length: 3 * order }, (_, k) => (k === 2 * order ? 1 : 0)),
    bias: new Float64Array(1),
    activation: Math.tanh,
  });
  for (let frame = 0; frame < 400; frame++) cell.step(Float64Array.of(0.25, -0.75));
  const h = cell.step(Float64Array.of(0.25, -0.75));
  const { memory } = cell;
  [0.25, -0.75, -0.5].forEach((u, index) => {
    for (let i = 0; i < order; i++) expect(memory[index * order + i]).toBeCloseTo(i === 0 ? u : 0, 10);
  });
  expect(h[0]).toBeCloseTo(Math.tanh(-0.5), 10);
});

test('every array of a wrong length is named at once', () => {
  let refusal: unknown;
  try {
    new LmuCell({ ...small, B: new Float64Array(3), memoryKernel: new Float64Array(2) });
  } catch (error) {
    refusal = error;
  }
  expect(refusal).toBeInstanceOf(InputError);
  expect((refusal as InputError).problems).toMatchObject([
    { code: 'legendre.cell-shape', path: 'B', expected: '2', received: '3' },
    { code: 'legendre.cell-shape', path: 'memoryKernel', expected: '4', received: '2' },
  ]);
  expect(() => new LmuCell(small).step(new Float64Array(3))).toThrow(/x: .*expected 2, received 3/);
});
