/**
 * The Legendre delay in continuous time: theta m' = A m + B u keeps the last theta of u in `order` numbers.
 * Voelker, Kajic, Eliasmith: Legendre Memory Units (NeurIPS 2019), equations 1 to 3.
 */
import { describeValue, refuseIfAny } from '../problems/index.js';
import { refuseUnusableOrder } from './order-and-window.js';

/** A and B for a window of one: divide both by theta for a window of theta. */
export interface StateSpace {
  readonly order: number;
  /** order x order, row-major; whole numbers. */
  readonly A: Float64Array;
  /** order entries; whole numbers. */
  readonly B: Float64Array;
}

const alternating = (exponent: number): 1 | -1 => (exponent % 2 === 0 ? 1 : -1);

/**
 * A and B by equation 2: A_ij = (2i+1) (-1 if i < j else (-1)^(i-j+1)), B_i = (2i+1) (-1)^i.
 * @param order 1 to 256; anything else is InputError `legendre.order`.
 */
export function legendreStateSpace(order: number): StateSpace {
  refuseUnusableOrder(order);
  const A = new Float64Array(order * order);
  const B = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    const scale = 2 * i + 1;
    for (let j = 0; j < order; j++) A[i * order + j] = i < j ? -scale : scale * alternating(i - j + 1);
    B[i] = scale * alternating(i);
  }
  return { order, A, B };
}

/**
 * The weights c with u(t - position theta) ~ sum_i c_i m_i(t): the shifted Legendre polynomials
 * P_i(2 position - 1), equation 3. Position 0 is now, 1 the far end of the window.
 * @param order 1 to 256, else InputError `legendre.order`.
 * @param position from 0 to 1, else InputError `legendre.position`.
 */
export function decodeWeights(order: number, position: number): Float64Array {
  refuseUnusableOrder(order);
  refuseIfAny(
    position >= 0 && position <= 1
      ? []
      : [
          {
            code: 'legendre.position',
            path: 'position',
            message: 'outside the window',
            expected: 'a number from 0 (now) to 1 (the far end)',
            received: describeValue(position),
          },
        ],
  );
  const x = 2 * position - 1;
  const weights = new Float64Array(order);
  let previous = 0;
  let current = 1;
  for (let i = 0; i < order; i++) {
    weights[i] = current;
    // Bonnet: (i+1) P_(i+1) = (2i+1) x P_i - i P_(i-1).
    const next = ((2 * i + 1) * x * current - i * previous) / (i + 1);
    previous = current;
    current = next;
  }
  return weights;
}
