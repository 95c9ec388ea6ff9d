import type { TileSchedule } from './schedule.js';
import { FETCH_TO_EXECUTION_CYCLES, framePlan } from './tile-plan.js';
import { overlap, type Window } from './window.js';

/** Cycles that a recv, in all its executions, or a halt has spent in a window. */
export interface Waiting {
  fetch: number;
  decode: number;
  /** Looking and completing. */
  control: number;
  waitInput: number;
  waitOutput: number;
  wake: number;
  halted: number;
  /** Completed executions, no cycles. */
  completed: number;
}

/**
 * What each recv, or the halt, of a tile does in a window (docs/accelerator.md, H4), by its position in the program. Any
 * window cuts it exactly.
 */
export function waitingWithin(schedule: TileSchedule, window: Window): Map<number, Waiting> {
  const { plan, frames, end_cycle } = schedule;
  const found = new Map<number, Waiting>();
  const fetched = (index: number, execution: number): Waiting => {
    const waiting = found.get(index) ?? nothing();
    found.set(index, waiting);
    const fetch = execution - FETCH_TO_EXECUTION_CYCLES;
    waiting.fetch += overlap(window, fetch, fetch + 1);
    waiting.decode += overlap(window, fetch + 1, execution);
    return waiting;
  };
  frames.forEach(
    ({ look_cycle: look, shown_cycle: shown, ready_cycle: ready, taken_cycle: taken }, frame) => {
      const recv = fetched(framePlan(plan, frame).recv, look);
      const completed = overlap(window, taken, taken + 1);
      recv.completed += completed;
      recv.control += completed;
      if (ready === look) return;
      const full = Math.max(shown, look + 1);
      recv.control += overlap(window, look, look + 1);
      recv.waitInput += overlap(window, look + 1, full);
      recv.waitOutput += overlap(window, full, ready);
      recv.wake += overlap(window, ready, taken);
    },
  );
  if (plan.halt === undefined) {
    const recv = fetched(framePlan(plan, frames.length).recv, end_cycle);
    recv.control += overlap(window, end_cycle, end_cycle + 1);
    recv.waitInput += overlap(window, end_cycle + 1, Infinity);
  } else {
    fetched(plan.halt, end_cycle).halted += overlap(window, end_cycle, Infinity);
  }
  return found;
}

const nothing = (): Waiting => ({
  fetch: 0,
  decode: 0,
  control: 0,
  waitInput: 0,
  waitOutput: 0,
  wake: 0,
  halted: 0,
  completed: 0,
});
