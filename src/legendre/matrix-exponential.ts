/**
 * exp(X) of a dense real matrix by scaling, the [13/13] Pade approximant and squaring.
 * Higham: The scaling and squaring method for the matrix exponential revisited,
 * SIAM J. Matrix Anal. Appl. 26 (2005), algorithm 2.3. Always degree 13: set-up work, not worth the other degrees.
 */

/** Coefficients b_0 to b_13 of the approximant's numerator, Higham 2005, page 1183. */
const PADE_13 = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;

/** The 1-norm up to which degree 13 is accurate to double precision, Higham 2005, table 2.3. */
const THETA_13 = 5.371920351148152;

/** Product of two n x n matrices, row-major. */
export function multiply(left: Float64Array, right: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = left[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) product[i * n + j]! += factor * right[k * n + j]!;
    }
  }
  return product;
}

/** sum_k coefficients[k] matrices[k]. */
function combine(coefficients: readonly number[], matrices: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(matrices[0]!.length);
  matrices.forEach((matrix, k) => {
    for (let i = 0; i < sum.length; i++) sum[i]! += coefficients[k]! * matrix[i]!;
  });
  return sum;
}

function identity(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) matrix[i * n + i] = 1;
  return matrix;
}

function oneNorm(matrix: Float64Array, n: number): number {
  let norm = 0;
  for (let j = 0; j < n; j++) {
    let column = 0;
    for (let i = 0; i < n; i++) column += Math.abs(matrix[i * n + j]!);
    norm = Math.max(norm, column);
  }
  return norm;
}

function swapRows(matrix: Float64Array, n: number, a: number, b: number): void {
  if (a === b) return;
  const row = matrix.slice(a * n, a * n + n);
  matrix.copyWithin(a * n, b * n, b * n + n);
  matrix.set(row, b * n);
}

/** left^-1 right by Gaussian elimination with partial pivoting; both arguments are consumed. */
function solve(left: Float64Array, right: Float64Array, n: number): Float64Array {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(left[i * n + k]!) > Math.abs(left[pivot * n + k]!)) pivot = i;
    }
    swapRows(left, n, k, pivot);
    swapRows(right, n, k, pivot);
    for (let i = k + 1; i < n; i++) {
      const factor = left[i * n + k]! / left[k * n + k]!;
      for (let j = k; j < n; j++) left[i * n + j]! -= factor * left[k * n + j]!;
      for (let j = 0; j < n; j++) right[i * n + j]! -= factor * right[k * n + j]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const factor = left[i * n + k]!;
      for (let j = 0; j < n; j++) right[i * n + j]! -= factor * right[k * n + j]!;
    }
    for (let j = 0; j < n; j++) right[i * n + j]! /= left[i * n + i]!;
  }
  return right;
}

/** exp of the n x n row-major matrix, whose entries must be finite. */
export function matrixExponential(matrix: Float64Array, n: number): Float64Array {
  let squarings = 0;
  let scale = 1;
  for (let norm = oneNorm(matrix, n); norm * scale > THETA_13; scale /= 2) squarings++;
  const X = matrix.map((entry) => entry * scale);
  const X2 = multiply(X, X, n);
  const X4 = multiply(X2, X2, n);
  const X6 = multiply(X4, X2, n);
  const powers = [identity(n), X2, X4, X6];
  const b = PADE_13;
  // Higham 2005, equations 2.11 and 2.12: U holds the odd terms, V the even ones.
  const oddTerms = combine(
    [1, 1],
    [multiply(X6, combine([b[9], b[11], b[13]], [X2, X4, X6]), n), combine([b[1], b[3], b[5], b[7]], powers)],
  );
  const U = multiply(X, oddTerms, n);
  const V = combine(
    [1, 1],
    [multiply(X6, combine([b[8], b[10], b[12]], [X2, X4, X6]), n), combine([b[0], b[2], b[4], b[6]], powers)],
  );
  let exponential = solve(combine([1, -1], [V, U]), combine([1, 1], [V, U]), n);
  for (let k = 0; k < squarings; k++) exponential = multiply(exponential, exponential, n);
  return exponential;
}
