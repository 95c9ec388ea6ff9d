/** Version of the package, of every result that it writes. */
export const VERSION = '0.1.0';

/** Version of the contract (docs/accelerator.md): rises when a rule changes what a program computes or how long it takes. */
export const CONTRACT = 1;
