/** What the campaign and the thread in which inputs run tell one another. */

export type FindingKind = 'crash' | 'slow' | 'memory' | 'hang' | 'out-of-memory';

export interface Finding {
  readonly kind: FindingKind;
  readonly what: string;
  readonly input: Uint8Array;
}

export type Report = Finding | { readonly kind: 'ready' } | { readonly kind: 'done' };

export type Order =
  | { readonly kind: 'campaign'; readonly seed: string; readonly milliseconds: number }
  | { readonly kind: 'attempt'; readonly input: Uint8Array };

/** Memory of both threads. */
export interface Shared {
  /** Inputs so far, length of the current one, inputs taken, branches reached, size of the corpus. */
  readonly state: Int32Array;
  /** The current input. */
  readonly input: Uint8Array;
}
