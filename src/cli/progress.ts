import { gauge } from '../report/index.js';
import type { Terminal } from './terminal.js';

const FIRST_ms = 500;
const EVERY_ms = 100;
const GAUGE_COLUMNS = 30;
/** To the start of the line, and erase it: ECMA-48, 8.3.41 (EL). */
const ERASE = '\r\u001b[K';

/** Lets a person see that a long run goes on, and the process see that it is interrupted. */
export interface Progress {
  /** One frame is done. From time to time it takes a moment. */
  readonly frame: () => Promise<void> | undefined;
  /** Wipes what is shown. */
  readonly end: () => void;
}

/**
 * A line on standard error, where a person looks at it and has not asked for quiet; none for what takes less than half a
 * second.
 *
 * @param total frames, or undefined when it is not known
 */
export function startProgress(terminal: Terminal, quiet: boolean, total: number | undefined): Progress {
  const shows = terminal.watched === true && !quiet;
  const started = performance.now();
  let last = started;
  let frames = 0;
  let shown = false;
  const pause = async (): Promise<void> => {
    if (shows && last - started >= FIRST_ms) {
      terminal.note(ERASE + lineOf(frames, total));
      shown = true;
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    frame: () => {
      frames += 1;
      const now = performance.now();
      if (now - last < EVERY_ms) return undefined;
      last = now;
      return pause();
    },
    end: () => {
      if (shown) terminal.note(ERASE);
      shown = false;
    },
  };
}

function lineOf(frames: number, total: number | undefined): string {
  if (total === undefined) return `${frames} frames`;
  const { used, left } = gauge(frames / total, GAUGE_COLUMNS);
  return `${used}${left} ${frames} of ${total} frames`;
}

/** Says what a long computation is at, where a person looks on; nothing in the first half second. */
export function startSteps(
  terminal: Terminal,
  quiet: boolean,
): { readonly step: (what: string) => void; readonly end: () => void } {
  const shows = terminal.watched === true && !quiet;
  const started = performance.now();
  let shown = false;
  return {
    step: (what) => {
      if (!shows || performance.now() - started < FIRST_ms) return;
      terminal.note(ERASE + what);
      shown = true;
    },
    end: () => {
      if (shown) terminal.note(ERASE);
    },
  };
}
