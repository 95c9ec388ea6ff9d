/**
 * A m + B u without the matrix. Since A_ij = (2i+1) (-1 for i < j, else -(-1)^i (-1)^j), the row i is
 *   (2i+1) S_i,  S_i = -sum_(j>i) m_j + (-1)^i (u - sum_(j<=i) (-1)^j m_j),
 * so two running sums give every row: order operations for what the matrix does in order^2.
 */

/**
 * Writes S_0 to S_(order-1) of one memory: forward Euler is m_i += (2i+1) / theta S_i.
 * Adds and subtracts only, so integers stay exact; |S_i| <= |u| + sum_j |m_j|.
 * @param m memory states; the memory is m[start] to m[start + order - 1].
 * @param sums order entries, overwritten.
 */
export function legendreRunningSums(
  m: ArrayLike<number>,
  start: number,
  order: number,
  u: number,
  sums: { [index: number]: number },
): void {
  let above = 0;
  for (let j = 0; j < order; j++) above += m[start + j]!;
  let alternating = u;
  for (let i = 0; i < order; i++) {
    const value = m[start + i]!;
    above -= value;
    alternating -= i % 2 === 0 ? value : -value;
    sums[i] = -above + (i % 2 === 0 ? alternating : -alternating);
  }
}
