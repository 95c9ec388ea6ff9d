/**
 * The memory one frame at a time: m_t = A m_(t-1) + B u_t, by zero-order hold or by forward Euler.
 * Voelker, Kajic, Eliasmith 2019, equation 4; the frame is the unit of time.
 */
import { matrixExponential } from './matrix-exponential.js';
import { refuseUnusableWindow } from './order-and-window.js';
import { legendreStateSpace } from './state-space.js';

export interface DiscreteMemory {
  readonly discretisation: 'zoh' | 'euler';
  readonly order: number;
  /** Window in frames. */
  readonly theta: number;
  /** order x order, row-major, for a step of one frame. */
  readonly A: Float64Array;
  /** order entries, for a step of one frame. */
  readonly B: Float64Array;
}

/**
 * Up to this order the exponential is mathjs's `expm`: about 0.1 s and errors around 1e-11 at most. Above it the time
 * (seconds at order 256) asks for the typed-array routine, which is also several times more exact.
 * docs/legendre.md has the figures and the command that measures them.
 */
export const MATHJS_ORDERS = 64;

/**
 * Up to this infinity norm too: `expm` of mathjs 15 worked at 8.3e5 and gave up ("Could not find acceptable
 * parameters") at 8.3e6, which small windows reach.
 */
export const MATHJS_NORM = 1e6;

/**
 * The shortest window that is told from zero: every eigenvalue of A has real part -1 or less (order 1: exactly -1),
 * so exp(A / 0.001) is exp(-1000) or less, which is 0 in a double. Shorter windows give the same A = 0, B = e_0.
 */
const SHORTEST_WINDOW = 1e-3;

/** [[A, B], [0, 0]] / theta, (order + 1) square: its exponential holds both the stepped A and the stepped B. */
export function augmentedMatrix(order: number, theta: number): Float64Array {
  const { A, B } = legendreStateSpace(order);
  const n = order + 1;
  const augmented = new Float64Array(n * n);
  for (let i = 0; i < order; i++) {
    for (let j = 0; j < order; j++) augmented[i * n + j] = A[i * order + j]! / theta;
    augmented[i * n + order] = B[i]! / theta;
  }
  return augmented;
}

/** The exponential by mathjs, loaded at the first use: its import costs 600 ms. */
export async function mathjsExponential(matrix: Float64Array, n: number): Promise<Float64Array> {
  const { expm, matrix: toMatrix } = await import('mathjs');
  const rows = Array.from({ length: n }, (_, i) => Array.from(matrix.subarray(i * n, i * n + n)));
  const exponential = expm(toMatrix(rows)).toArray() as number[][];
  return Float64Array.from(exponential.flat());
}

/**
 * Zero-order hold, exact for an input that is constant over a frame: A = exp(A_c / theta) and
 * B = A_c^-1 (A - I) B_c, together as exp([[A_c, B_c], [0, 0]] / theta).
 * Stable for every window. In the basis scaled by sqrt(2i+1) the exponential is a contraction
 * (A + A^T is negative semidefinite there), so scaling and squaring meets no hump however non-normal A is.
 * @param order 1 to 256, else InputError `legendre.order`.
 * @param theta window in frames, any finite number above 0, else InputError `legendre.theta`.
 */
export async function discretiseZoh(order: number, theta: number): Promise<DiscreteMemory> {
  refuseUnusableWindow(order, theta);
  const n = order + 1;
  const augmented = augmentedMatrix(order, Math.max(theta, SHORTEST_WINDOW));
  const norm = ((2 * order - 1) * n) / Math.max(theta, SHORTEST_WINDOW);
  const exponential =
    order <= MATHJS_ORDERS && norm <= MATHJS_NORM
      ? await mathjsExponential(augmented, n)
      : matrixExponential(augmented, n);
  const A = new Float64Array(order * order);
  const B = new Float64Array(order);
  for (let i = 0; i < order; i++) {
    A.set(exponential.subarray(i * n, i * n + order), i * order);
    B[i] = exponential[i * n + order]!;
  }
  return { discretisation: 'zoh', order, theta, A, B };
}

/**
 * Forward Euler: A = I + A_c / theta, B = B_c / theta. Returned also where it is unstable
 * (see `refuseUnstableEuler` in stability.ts); finite for every theta above 1e-305.
 * @param order 1 to 256, else InputError `legendre.order`.
 * @param theta window in frames, any finite number above 0, else InputError `legendre.theta`.
 */
export function discretiseEuler(order: number, theta: number): DiscreteMemory {
  refuseUnusableWindow(order, theta);
  const continuous = legendreStateSpace(order);
  const A = continuous.A.map((entry) => entry / theta);
  for (let i = 0; i < order; i++) A[i * order + i]! += 1;
  return { discretisation: 'euler', order, theta, A, B: continuous.B.map((entry) => entry / theta) };
}
