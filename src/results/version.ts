/** Version of the package, of every result that it writes. */
export const VERSION = '0.1.0';
