import { readFileSync } from 'node:fs';

/** The fenced code blocks of a page of docs/, in order, with the language that they are marked with. */
export function codeBlocks(page: string): { language: string; text: string }[] {
  const text = readFileSync(`docs/${page}`, 'utf8');
  return [...text.matchAll(/^```([\w-]*)\n(.*?)^```$/gms)].map(([, language, block]) => ({
    language: language!,
    text: block!,
  }));
}
