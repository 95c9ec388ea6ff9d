import { closest, distance } from 'fastest-levenshtein';

/** `did you mean 'lanes'?` when a known name is near enough to be a misspelling, else the list of known names. */
export function didYouMean(received: string, known: readonly string[]): string {
  if (known.length === 0) return 'nothing is accepted here';
  const nearest = closest(
    received.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  );
  const match = known.find((name) => name.toLowerCase() === nearest);
  const near = distance(received.toLowerCase(), nearest) <= Math.max(2, Math.ceil(received.length / 3));
  return match !== undefined && near ? `did you mean '${match}'?` : `known: ${known.join(', ')}`;
}
