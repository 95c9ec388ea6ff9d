import { editDistance } from './edit-distance.js';

const MOST_NAMES = 30;
/** Nobody misspells a longer name, and comparing takes time in proportion to the product of lengths. */
const LONGEST_NAME = 200;

/** `did you mean 'lanes'?` when a known name is near enough to be a misspelling, else the list of known names. */
export function didYouMean(received: string, known: readonly string[]): string {
  if (known.length === 0) return 'nothing is accepted here';
  const others = known.length - MOST_NAMES;
  const list = `known: ${known.slice(0, MOST_NAMES).join(', ')}${others > 0 ? ` and ${others} others` : ''}`;
  if (received.length > LONGEST_NAME) return list;
  const wanted = received.toLowerCase();
  let match: string | undefined;
  let least = Math.max(2, Math.ceil(received.length / 3)) + 1;
  for (const name of known) {
    const edits = editDistance(wanted, name.toLowerCase());
    if (edits < least) [match, least] = [name, edits];
  }
  return match !== undefined ? `did you mean '${match}'?` : list;
}
