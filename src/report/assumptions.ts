import { item, type Page } from './layout.js';

/** A result with what a reader must know to use its figures. */
export interface Assuming {
  readonly name: string;
  readonly assumptions: readonly string[];
}

/** What all of some results assume, and what only some do, with their names. */
export function sharedAssumptions(results: readonly Assuming[]): string[] {
  const sentences = [...new Set(results.flatMap(({ assumptions }) => assumptions))];
  return sentences.map((sentence) => {
    const of = results.filter(({ assumptions }) => assumptions.includes(sentence));
    return of.length === results.length ? sentence : `${of.map(({ name }) => name).join(', ')}: ${sentence}`;
  });
}

export function assumptionLines(results: readonly Assuming[], page: Page): string[] {
  const sentences = sharedAssumptions(results);
  if (sentences.length === 0) return [];
  return [page.style.heading('Assumptions'), ...sentences.flatMap((sentence) => item(page, sentence))];
}
