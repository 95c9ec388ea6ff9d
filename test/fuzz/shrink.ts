import { Lab } from './lab.js';
import type { Finding } from './protocol.js';

const LONGEST_MS = 20_000;

/**
 * A smaller input of the same finding: runs of bytes are left out, halves first, as long as it stays what it is
 * (Zeller and Hildebrandt 2002, delta debugging), for 20 seconds at most.
 */
export async function shrink(targetName: string, finding: Finding): Promise<Uint8Array> {
  const end = performance.now() + LONGEST_MS;
  let lab = await Lab.open(targetName);
  const same = async (input: Uint8Array): Promise<boolean> => {
    const again = await lab.attempt(input);
    if (again?.kind === 'hang' || again?.kind === 'out-of-memory') {
      await lab.close();
      lab = await Lab.open(targetName);
    }
    return again?.kind === finding.kind;
  };
  let { input } = finding;
  for (let run = input.length >> 1; run >= 1; run >>= 1) {
    for (let begin = 0; begin < input.length && performance.now() < end;) {
      const shorter = without(input, begin, begin + run);
      if (await same(shorter)) input = shorter;
      else begin += run;
    }
  }
  await lab.close();
  return input;
}

function without(input: Uint8Array, begin: number, end: number): Uint8Array {
  const rest = input.subarray(end);
  const shorter = new Uint8Array(begin + rest.length);
  shorter.set(input.subarray(0, begin));
  shorter.set(rest, begin);
  return shorter;
}
