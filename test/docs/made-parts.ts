/** Parts of a page of docs/ that a spec writes, between `<!-- NAME -->` and `<!-- end -->`. */

export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text, i) => text.padEnd(widths[i]!)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The page with that part of it made anew. */
export function withPart(page: string, name: string, text: string): string {
  const part = new RegExp(`(?<=<!-- ${name} -->\n\n).*?(?=<!-- end -->)`, 's');
  if (!part.test(page)) throw new Error(`the page has no part ${name}`);
  return page.replace(part, () => `${text}\n\n`);
}
