/**
 * The first `rows` rows of the orthonormal DCT-II of `columns` values, row-major:
 * D[k][n] = s_k cos(pi k (2n + 1) / (2 columns)), s_0 = sqrt(1/columns), s_k = sqrt(2/columns).
 */
export function orthonormalDct(rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, i) => {
    const k = Math.floor(i / columns);
    const n = i % columns;
    return Math.sqrt((k === 0 ? 1 : 2) / columns) * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * columns));
  });
}
