/** The periodic Hann window: w[n] = (1 - cos(2 pi n / length)) / 2, n = 0..length-1; w[length] would be w[0]. */
export function hannPeriodic(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => (1 - Math.cos((2 * Math.PI * n) / length)) / 2);
}

/**
 * The Kaiser window of shape `beta` (0 to 20) as a function of position p in (-1, 1), and 0 outside:
 * I0(beta sqrt(1 - p^2)) / I0(beta). The power series I0(x) = sum of (x^2/4)^k / k!^2 makes it a polynomial
 * in 1 - p^2, whose coefficients are worked out once, down to 1e-17 of their sum.
 */
export function kaiser(beta: number): (position: number) => number {
  const quarterSquare = (beta * beta) / 4;
  const terms = [1];
  let peak = 1;
  for (let k = 1, term = quarterSquare; term > peak * 1e-17; term *= quarterSquare / (++k) ** 2) {
    terms.push(term);
    peak += term;
  }
  const coefficients = Float64Array.from(terms.reverse(), (term) => term / peak);
  return (position) => {
    if (Math.abs(position) >= 1) return 0;
    const q = 1 - position * position;
    let sum = 0;
    for (let k = 0; k < coefficients.length; k++) sum = sum * q + coefficients[k]!;
    return sum;
  };
}
