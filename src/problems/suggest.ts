import { closest, distance } from 'fastest-levenshtein';

const MOST_NAMES = 30;
/** Nobody misspells a longer name, and comparing takes time in proportion to the product of lengths. */
const LONGEST_NAME = 200;

/** `did you mean 'lanes'?` when a known name is near enough to be a misspelling, else the list of known names. */
export function didYouMean(received: string, known: readonly string[]): string {
  if (known.length === 0) return 'nothing is accepted here';
  const others = known.length - MOST_NAMES;
  const list = `known: ${known.slice(0, MOST_NAMES).join(', ')}${others > 0 ? ` and ${others} others` : ''}`;
  if (received.length > LONGEST_NAME) return list;
  const nearest = closest(
    received.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  );
  const match = known.find((name) => name.toLowerCase() === nearest);
  const near = distance(received.toLowerCase(), nearest) <= Math.max(2, Math.ceil(received.length / 3));
  return match !== undefined && near ? `did you mean '${match}'?` : list;
}
