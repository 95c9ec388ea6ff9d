import { DEFAULT_WIDTH, LEAST_WIDTH, PLAIN, type Style, type TextOptions } from './style.js';
import { asGiven } from './numbers.js';
import { padEnd, quantity, widthOf, wrap } from './text.js';

/** Where and how a section is written. */
export interface Page {
  readonly width: number;
  readonly style: Style;
}

export function pageOf({ width = DEFAULT_WIDTH, style = PLAIN }: TextOptions): Page {
  return { width: Math.max(LEAST_WIDTH, Math.floor(width)), style };
}

/** Columns of the names at the left of `field` lines, with the indent. */
export const LABEL_WIDTH = 14;

/** `  label      text`, wrapped behind the label; `shade` sets off the text. */
export function field(page: Page, label: string, text: string, shade = PLAIN.strong): string[] {
  return wrap(text, page.width - LABEL_WIDTH).map(
    (line, index) => page.style.dim(padEnd(index === 0 ? `  ${label}` : '', LABEL_WIDTH)) + shade(line),
  );
}

/** `  label  text`, wrapped behind the label's column; a label that is wider gets a line of its own. */
export function labelled(label: string, text: string, columns: number, width: number): string[] {
  const margin = ' '.repeat(columns + 4);
  const lines = wrap(text, width - margin.length).map((line) => margin + line);
  const head = `  ${label}`;
  if (widthOf(label) > columns) return [head, ...lines];
  return [padEnd(head, margin.length) + lines[0]!.trimStart(), ...lines.slice(1)];
}

/** `  - text`, wrapped behind the dash. */
export function item(page: Page, text: string): string[] {
  return wrap(text, page.width - 4).map((line, index) => (index === 0 ? '  - ' : '    ') + line);
}

/** Sections with an empty line between them, and a line end at the end. */
export function document(sections: readonly (readonly string[])[]): string {
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

/** `1 tile`, `3 tiles`. */
export function several(count: string, noun: string): string {
  return `${count} ${noun}${count === '1' ? '' : 's'}`;
}

/** `22 nm, 0.8 V, 25 C`. */
export function technologyText({
  node_nm,
  voltage_V,
  temperature_C,
}: {
  readonly node_nm: number;
  readonly voltage_V: number;
  readonly temperature_C: number;
}): string {
  return [
    quantity(asGiven(node_nm), 'nm'),
    quantity(asGiven(voltage_V), 'V'),
    quantity(asGiven(temperature_C), 'C'),
  ].join(', ');
}
