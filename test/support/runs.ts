/**
 * How many cases a property test tries: `count` in `npm test`, more in `npm run verify`.
 * The environment variable LMUSIM_RUNS, a whole number of at least 1, is the factor.
 */
export function runs(count: number): number {
  return count * runFactor(process.env['LMUSIM_RUNS']);
}

/** The factor that a value of LMUSIM_RUNS stands for; 1 when it is not set. */
export function runFactor(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^[1-9]\d*$/.test(text)) {
    throw new Error(`LMUSIM_RUNS: expected a whole number of at least 1, received '${text}'`);
  }
  return Number(text);
}
