import type { FrameOutcome, RunResult } from '../results/index.js';
import { several, type Page } from './layout.js';
import { grouped } from './numbers.js';
import { table } from './table.js';
import { oneLine } from './text.js';

/** More rows than that nobody reads; the JSON Lines have every frame. */
const MOST_ROWS = 20;

/** Frames in a row with one prediction. */
interface Decision {
  readonly prediction: string;
  readonly first: number;
  readonly frames: number;
}

/**
 * What was heard when, of each recording that lasts more than twice the network's longest window: the last frame's keyword
 * says nothing of its beginning. Decisions that last less than a quarter of the window are counted only.
 */
export function decisionLines({ recordings, network, hardware }: RunResult, page: Page): string[] {
  const { window_frames } = network;
  if (window_frames === null) return [];
  const least = Math.max(1, Math.ceil(window_frames / 4));
  return recordings
    .filter(({ frames }) => frames.length > 2 * window_frames)
    .flatMap(({ name, frames }, index) => {
      const all = decisionsOf(frames);
      const lasting = all.filter((decision) => decision.frames >= least);
      const shown = lasting.slice(0, MOST_ROWS);
      const seconds = (frame: number): string => grouped((frame * hardware.framePeriod_ms) / 1000, 2);
      const rows = shown.map(({ prediction, first, frames }) => [
        prediction,
        seconds(first),
        seconds(first + frames),
        grouped(frames),
      ]);
      const more = lasting.length - shown.length;
      const brief = all.length - lasting.length;
      const notes = [
        ...(more > 0 ? [`${grouped(more)} more; --format jsonl has every frame`] : []),
        ...(brief > 0
          ? [
              `${several(grouped(brief), 'decision')} of less than ${several(String(least), 'frame')} not shown`,
            ]
          : []),
      ];
      return [
        ...(index === 0 ? [] : ['']),
        ...table(
          [
            { title: oneLine(name), align: 'left' },
            { title: 'from s', align: 'right' },
            { title: 'to s', align: 'right' },
            { title: 'frames', align: 'right' },
          ],
          rows,
          page.width - 2,
        ).map((line, row) => `  ${row === 0 ? page.style.dim(line) : line}`),
        ...notes.map((note) => page.style.dim(`  ${note}`)),
      ];
    });
}

function decisionsOf(frames: readonly FrameOutcome[]): Decision[] {
  const decisions: Decision[] = [];
  frames.forEach(({ prediction }, frame) => {
    const last = decisions.at(-1);
    if (last?.prediction === prediction)
      decisions[decisions.length - 1] = { ...last, frames: last.frames + 1 };
    else decisions.push({ prediction, first: frame, frames: 1 });
  });
  return decisions;
}
