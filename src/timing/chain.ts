import { mapped } from '../arrays/index.js';
import type { HardwareConfiguration } from '../hardware/index.js';
import { refuseIfAny, type Problem } from '../problems/index.js';
import type { Program } from '../program/index.js';
import { planTile, type TilePlan } from './tile-plan.js';

/**
 * The plans of all tiles of a program.
 *
 * @throws InputError with every problem: another shape of hardware, a tile's flow (see followProgram), or tiles that do
 *   not form a chain from the front end to one result (docs/accelerator.md, S2)
 */
export function planChain(program: Program, hardware: HardwareConfiguration): readonly TilePlan[] {
  refuseIfAny(shapeProblems(program, hardware));
  const planned = mapped(program.tiles, (tile, k) =>
    planTile(tile, { tile: hardware.tiles[k]!, outputsPerCycle: hardware.outputsPerCycle }, `tiles[${k}]`),
  );
  refuseIfAny(planned.flatMap(({ problems }) => problems));
  const plans = mapped(planned, ({ plan }) => plan!);
  refuseIfAny(chainProblems(plans));
  return plans;
}

function shapeProblems(program: Program, hardware: HardwareConfiguration): Problem[] {
  const problems: Problem[] = [];
  if (program.tiles.length !== hardware.tiles.length) {
    problems.push({
      code: 'timing.tiles',
      path: 'tiles',
      message: 'the program is for another number of tiles',
      expected: String(hardware.tiles.length),
      received: String(program.tiles.length),
    });
  }
  if (program.outputsPerCycle !== hardware.outputsPerCycle) {
    problems.push({
      code: 'timing.outputs-per-cycle',
      path: 'outputsPerCycle',
      message: 'the program is for vectors of another width',
      expected: String(hardware.outputsPerCycle),
      received: String(program.outputsPerCycle),
    });
  }
  return problems;
}

function chainProblems(plans: readonly TilePlan[]): Problem[] {
  const used = mapped(plans, ({ frames }) => frames.length > 0);
  const last = used.lastIndexOf(true);
  if (last < 0) {
    return [{ code: 'timing.no-result', path: 'tiles', message: 'no tile takes a frame: all halt' }];
  }
  return plans.slice(0, last + 1).flatMap((plan, k): Problem[] => {
    if (!used[k]) {
      return [
        {
          code: 'timing.gap',
          path: `tiles[${k}]`,
          message: `halts, but tile ${last} after it waits for its output`,
          hint: 'use the first tiles of the chain (rule S2)',
        },
      ];
    }
    if (plan.frames.every(({ presentsResult }) => presentsResult === (k === last))) return [];
    return [
      {
        code: 'timing.result',
        path: `tiles[${k}]`,
        message:
          k === last
            ? 'the last tile that is used must present the result'
            : `presents a result, but tile ${last} after it waits for its output`,
        expected: k === last ? 'send result' : 'send',
        received: k === last ? 'send' : 'send result',
      },
    ];
  });
}
