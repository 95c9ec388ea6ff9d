import { mapped } from '../arrays/index.js';
import { emptyCounts, type TileCounts } from '../hardware/index.js';
import { invariant } from '../problems/index.js';
import { tilePorts } from './clock-states.js';
import { singleDomainWork } from './execution.js';
import { wordsReceivedWithin } from './received-words.js';
import { addInputRow, addInstructionRow, type Usage } from './row-of-counts.js';
import type { Schedule, TileSchedule } from './schedule.js';
import { framePlan, type Passage, type TilePlan } from './tile-plan.js';
import { waitingWithin, type Waiting } from './waiting.js';
import { overlap, type Window } from './window.js';

/**
 * Counts of tile `tile` over the cycles from <= t < to, without data-dependent events (docs/accelerator.md, section 8).
 * Takes time in proportion to the frames of the schedule, not to its cycles.
 *
 * @param input the cycles of the `input` row when they are others (A1); as many
 * @throws InvariantError when `from` or `to` lies inside an instruction other than recv and halt
 */
export function countsBetween(
  schedule: Schedule,
  tile: number,
  from: number,
  to: number,
  input: Window = { from, to },
): TileCounts {
  invariant(from >= 0 && from <= to && to < Infinity, () => `no cycles from ${from} to ${to}`);
  const onTile = schedule.tiles[tile]!;
  const { plan } = onTile;
  const window = { from, to };
  const counts = emptyCounts(plan.timings.length);
  const ports = tilePorts(plan.context);
  executionsWithin(onTile, window).forEach((times, index) => {
    if (times === 0) return;
    const { activities, events, work, occupied_cycles: cycles } = plan.timings[index]!;
    addInstructionRow(counts, index, ports, { activities, events, work, cycles, asleep: 0 }, times);
  });
  for (const [index, waiting] of waitingWithin(onTile, window)) {
    addInstructionRow(counts, index, ports, usageOf(waiting), 1);
  }
  addInputRow(counts, ports, wordsReceivedWithin(schedule, tile, input), input.to - input.from);
  return counts;
}

/** Executions of every instruction but recv and halt. */
function executionsWithin({ plan, frames }: TileSchedule, window: Window): readonly number[] {
  const executions = mapped(plan.timings, () => 0);
  const whole = new Map<Passage, number>();
  const visit = (passage: Passage, start: number): void => {
    const inside = overlap(window, start, start + passage.cycles);
    if (inside === 0) return;
    if (inside === passage.cycles) whole.set(passage, (whole.get(passage) ?? 0) + 1);
    else addCutPassage(executions, plan, passage, start, window);
  };
  visit(plan.prologue, 0);
  frames.forEach(({ taken_cycle }, frame) => visit(framePlan(plan, frame), taken_cycle + 1));
  for (const [{ steps }, times] of whole) {
    for (const { instruction } of steps) executions[instruction]! += times;
  }
  return executions;
}

function addCutPassage(
  executions: number[],
  plan: TilePlan,
  { steps }: Passage,
  start: number,
  window: Window,
): void {
  for (const { instruction, start_cycles } of steps) {
    const begin = start + start_cycles;
    const end = begin + plan.timings[instruction]!.occupied_cycles;
    const inside = overlap(window, begin, end);
    invariant(
      inside === 0 || inside === end - begin,
      () =>
        `cycles ${window.from} to ${window.to} cut instruction ${instruction} in cycles ${begin} to ${end}`,
    );
    if (inside > 0) executions[instruction]! += 1;
  }
}

/** A recv or halt works while it is fetched and decoded, looks and completes (G1). */
function usageOf({ completed, ...activities }: Waiting): Usage {
  const awake = activities.fetch + activities.decode + activities.control;
  const asleep = activities.waitInput + activities.waitOutput;
  return {
    activities,
    events: { 'programSram.read': activities.fetch, 'sequencer.issue': completed },
    work: [
      singleDomainWork('programSram', 'read', activities.fetch),
      singleDomainWork('sequencer', 'unit', awake),
    ],
    cycles: awake + asleep + activities.wake + activities.halted,
    asleep,
  };
}
