import { gauge } from '../report/index.js';
import type { SweepProgress } from '../sweep/files.node.js';
import type { Terminal } from './terminal.js';

const EVERY_ms = 200;
const GAUGE_COLUMNS = 24;
/** To the start of the line, and erase it: ECMA-48, 8.3.41 (EL). */
const ERASE = '\r\u001b[K';

/** A line with rate and time left, where a person looks at standard error and has not asked for quiet. */
export function sweepProgress(
  terminal: Terminal,
  quiet: boolean,
): { readonly show: (progress: SweepProgress) => void; readonly end: () => void } {
  const shows = terminal.watched === true && !quiet;
  const started = performance.now();
  let first: number | undefined;
  let last = started;
  let shown = false;
  return {
    show: ({ done, total }) => {
      // What an earlier run recorded says nothing of this one's rate.
      first ??= done - 1;
      const now = performance.now();
      if (!shows || now - last < EVERY_ms) return;
      last = now;
      shown = true;
      terminal.note(ERASE + lineOf(done, total, ((done - first) / (now - started)) * 1000));
    },
    end: () => {
      if (shown) terminal.note(ERASE);
      shown = false;
    },
  };
}

export function lineOf(done: number, total: number, perSecond: number): string {
  const { used, left } = gauge(done / total, GAUGE_COLUMNS);
  return `${used}${left} ${done} of ${total} points, ${perSecond.toFixed(1)} a second, ${durationText((total - done) / perSecond)} left`;
}

/** `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
