/** Counts of the instrumented code, one a branch; scripts/fuzz.js writes the code that counts. */
const hits = (globalThis as { __hits?: Uint8Array }).__hits ?? new Uint8Array();

/** What has been reached so far: for each branch the orders of magnitude of its counts, as AFL keeps them. */
export class Coverage {
  readonly #seen = new Uint8Array(hits.length);
  branches = 0;

  begin(): void {
    hits.fill(0);
  }

  /** Whether this input reached a branch for the first time, or a branch another order of magnitude of times. */
  end(): boolean {
    let fresh = false;
    for (let branch = 0; branch < hits.length; branch++) {
      const count = hits[branch]!;
      if (count === 0) continue;
      const bucket = 1 << Math.min(7, 31 - Math.clz32(count));
      if ((this.#seen[branch]! & bucket) !== 0) continue;
      if (this.#seen[branch] === 0) this.branches++;
      this.#seen[branch]! |= bucket;
      fresh = true;
    }
    return fresh;
  }
}
