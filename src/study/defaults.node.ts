/** What runs when nothing else is named. Apart from the files' readers, so that the command's help need not load these. */
export const DEFAULT_NETWORK = 'kws-bootstrap';
export const DEFAULT_HARDWARE = 'paper-22nm';
export const DEFAULT_TABLE = '22nm-calibrated';

/** The root of the package, as installed and as built: this file stands two folders below it. */
export const PACKAGE_ROOT: URL = new URL('../../', import.meta.url);

/** Synthetic speech: see examples/README.md. */
export const DEFAULT_RECORDING: URL = new URL('examples/yes.wav', PACKAGE_ROOT);
