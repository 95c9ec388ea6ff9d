/** Numbers as text, the same on every machine: no locale takes part. */

/** A number with thousands separators, `12,345.60`. */
export function grouped(value: number, decimals = 0): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.');
  const text = whole!.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Decimals that show the greatest number of a column with `digits` significant digits; at most 12. */
export function decimalsFor(greatest: number, digits = 4): number {
  let rest = Math.abs(greatest);
  let decimals = digits - 1;
  if (rest === 0) return decimals;
  for (; rest >= 10 && decimals > 0; rest /= 10) decimals -= 1;
  for (; rest < 1 && decimals < 12; rest *= 10) decimals += 1;
  return decimals;
}

/** A number with `digits` significant digits, or all digits of its whole part when these are more. */
export function significant(value: number, digits = 4): string {
  return grouped(value, decimalsFor(value, digits));
}

/** A number as somebody wrote it: `0.8`, `92`, `1,000`. */
export function asGiven(value: number): string {
  const [, fraction = ''] = /\.(\d+)$/.exec(String(value)) ?? [];
  return grouped(value, fraction.length);
}

/** A fraction as percent with one decimal, without the sign; 0 when the whole is 0. */
export function percent(part: number, whole: number): string {
  return grouped(whole === 0 ? 0 : (100 * part) / whole, 1);
}
