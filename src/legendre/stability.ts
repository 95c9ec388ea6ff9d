/**
 * Where forward Euler is stable. I + A / theta has its eigenvalues 1 + lambda / theta inside the unit circle when
 * theta > |lambda|^2 / (-2 Re lambda) = -1 / (2 Re mu) for every eigenvalue lambda = 1 / mu of A.
 *
 * The eigenvalues of A itself are of little use at high orders: A behaves like a spectral differentiation matrix,
 * whose middle eigenvalues double precision cannot resolve (mathjs `eigs` does not converge at order 32). But A^-1 is
 * integration, hence tridiagonal: integral of P_i = (P_(i+1) - P_(i-1)) / (2i + 1). And the one eigenvalue that
 * decides, the pair with the greatest imaginary part, is well conditioned. It is found by Newton's method on the
 * determinant of A^-1 - mu, order after order from 2, each starting where the two before it point.
 */
import { type Problem, refuseIfAny } from '../problems/index.js';
import { refuseUnusableOrder, refuseUnusableWindow } from './order-and-window.js';

interface Complex {
  readonly re: number;
  readonly im: number;
}

function reciprocal({ re, im }: Complex): Complex {
  const square = re * re + im * im;
  return { re: re / square, im: -im / square };
}

/** -p(mu) / p'(mu) for p(mu) = det(A^-1 - mu), through the ratios r_i = p_(i+1) / p_i of leading minors. */
function newtonStep(order: number, mu: Complex): Complex {
  let ratio: Complex = { re: 1, im: 0 };
  let slope: Complex = { re: 0, im: 0 };
  let logarithmic: Complex = { re: 0, im: 0 };
  for (let i = 0; i < order; i++) {
    // A^-1: 1 / (2 (2i+1)) above the diagonal in column i, -1 / (2 (2i-1)) below it in row i,
    // and 0 on it but for -1/2 at the first place and -1 / (2 (2 order - 1)) at the last.
    const diagonal = (i === 0 ? -1 / 2 : 0) + (i === order - 1 ? -1 / (2 * (2 * order - 1)) : 0);
    const product = i === 0 ? 0 : 1 / (4 * (4 * i * i - 1));
    const inverse = reciprocal(ratio);
    const square = { re: inverse.re * inverse.re - inverse.im * inverse.im, im: 2 * inverse.re * inverse.im };
    slope = {
      re: -1 - product * (slope.re * square.re - slope.im * square.im),
      im: -product * (slope.re * square.im + slope.im * square.re),
    };
    ratio = { re: diagonal - mu.re + product * inverse.re, im: product * inverse.im - mu.im };
    const next = reciprocal(ratio);
    logarithmic = {
      re: logarithmic.re + slope.re * next.re - slope.im * next.im,
      im: logarithmic.im + slope.re * next.im + slope.im * next.re,
    };
  }
  const step = reciprocal(logarithmic);
  return { re: -step.re, im: -step.im };
}

/** The eigenvalue 1 / mu of A near `guess`. Four steps at most are needed; the last ones only polish. */
function eigenvalueNear(order: number, guess: Complex): Complex {
  let mu = reciprocal(guess);
  for (let k = 0; k < 20; k++) {
    const step = newtonStep(order, mu);
    // On the root itself the determinant is 0 and its logarithmic derivative is not a number.
    if (Number.isNaN(step.re)) break;
    mu = { re: mu.re + step.re, im: mu.im + step.im };
    if (Math.hypot(step.re, step.im) < 1e-9 * Math.hypot(mu.re, mu.im)) break;
  }
  return reciprocal(mu);
}

/**
 * The window in frames above which forward Euler is stable, and below which it is not. Relative error under 1e-7
 * up to order 256, under 1e-10 up to order 64, against 80-digit arithmetic.
 * @param order 1 to 256, else InputError `legendre.order`.
 */
export function leastStableTheta(order: number): number {
  refuseUnusableOrder(order);
  // Order 1 has the eigenvalue -1, order 2 the roots of s^2 + 4 s + 6.
  if (order === 1) return 1 / 2;
  let lambda: Complex = { re: -2, im: Math.SQRT2 };
  let change: Complex = { re: -0.7, im: 1.6 };
  for (let n = 3; n <= order; n++) {
    const next = eigenvalueNear(n, { re: lambda.re + change.re, im: lambda.im + change.im });
    change = { re: next.re - lambda.re, im: next.im - lambda.im };
    lambda = next;
  }
  return (lambda.re * lambda.re + lambda.im * lambda.im) / (-2 * lambda.re);
}

/**
 * What is wrong with forward Euler at this order and window: nothing, or `legendre.unstable-euler`.
 * @param order 1 to 256, else InputError `legendre.order`.
 * @param theta window in frames, above 0, else InputError `legendre.theta`.
 * @param path where the window stands in the caller's input.
 */
export function unstableEulerProblems(order: number, theta: number, path = 'theta'): readonly Problem[] {
  refuseUnusableWindow(order, theta);
  const least = leastStableTheta(order);
  if (theta > least) return [];
  return [
    {
      code: 'legendre.unstable-euler',
      path,
      message: `forward Euler is unstable at order ${order}`,
      expected: `theta at least ${Math.ceil(least * 1000) / 1000} frames`,
      received: `${theta}`,
      hint: 'use zoh, a longer window or a lower order',
    },
  ];
}

/** Throws what {@link unstableEulerProblems} finds. */
export function refuseUnstableEuler(order: number, theta: number, path = 'theta'): void {
  refuseIfAny(unstableEulerProblems(order, theta, path));
}
