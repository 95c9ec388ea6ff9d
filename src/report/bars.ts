/** Bars of block characters: each takes one column. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

const between0and1 = (fraction: number): number => Math.min(1, Math.max(0, fraction));

/** A bar of up to `width` columns in steps of an eighth of a column. */
export function bar(fraction: number, width: number): string {
  const eighths = Math.round(between0and1(fraction) * width * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
}

/** How much of an allowance is used: exactly `width` columns, in whole ones; full from 100 % on. */
export function gauge(fraction: number, width: number): { readonly used: string; readonly left: string } {
  const used = Math.round(between0and1(fraction) * width);
  return { used: '█'.repeat(used), left: '░'.repeat(width - used) };
}

/** Parts of a whole side by side: exactly `width` columns, each part with its own character. */
export function stacked(
  parts: readonly { readonly fraction: number; readonly fill: string }[],
  width: number,
): string {
  let sum = 0;
  let text = '';
  for (const { fraction, fill } of parts) {
    sum += fraction;
    text += fill.repeat(Math.max(0, Math.round(between0and1(sum) * width) - text.length));
  }
  return text.padEnd(width);
}
