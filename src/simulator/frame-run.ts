import { mapped } from '../arrays/index.js';
import { frameDue_cycles } from '../hardware/index.js';
import { InputError } from '../problems/index.js';
import type { Accelerator, FrameResult } from './accelerator.js';
import { AccountedTiles, type AccountedFrames, type Accounting } from './accounted-tiles.js';

/** A run whose frames come one by one. It yields a result, or undefined when it wants the next frame or the news of the end. */
export type FrameRun = Generator<FrameResult | undefined, AccountedFrames, Int8Array | undefined>;

/**
 * Runs frames on a machine after reset and accounts for them by section 9 of docs/accelerator.md. A frame is asked for when
 * it is due, so that the machine does what it would have done with all of them given before, and none has to be kept.
 *
 * @param accountingOf the rule by which a run of so many frames is accounted, asked at its end
 * @throws InputError when there is not even one frame
 */
export function* frameRun(machine: Accelerator, accountingOf: (frames: number) => Accounting): FrameRun {
  let accounts = [new AccountedTiles(machine, 'steady'), new AccountedTiles(machine, 'whole')];
  let opening = true;
  let fed = 0;
  /** Cycles that all frames take together; infinite while more may come. */
  let span = Infinity;
  for (;;) {
    if (span === Infinity && machine.cycle >= machine.wantsFrame_cycle) {
      const frame = yield undefined;
      if (frame !== undefined) {
        machine.feed(frame);
        fed += 1;
      } else {
        if (fed === 0) throw noFrames();
        span = frameDue_cycles(machine.hardware, fed);
        const rule = accountingOf(fed);
        accounts = accounts.filter((other) => other.rule === rule);
      }
    }
    if (opening) opening = mapped(accounts, (each) => each.open()).includes(true);
    let next = Infinity;
    if (span === Infinity) next = nextLook_cycle(machine);
    else {
      const [chosen] = accounts;
      next = chosen!.close(span);
      if (chosen!.done) return chosen!.accounted();
    }
    const result = opening ? machine.step() : machine.runUntil(next);
    if (result !== undefined) yield result;
  }
}

/** When to look whether a frame is wanted: a frame that waits, because the channel has no room, may begin in any cycle. */
function nextLook_cycle(machine: Accelerator): number {
  const wanted = machine.wantsFrame_cycle;
  return wanted === Infinity ? machine.cycle + 1 : wanted;
}

function noFrames(): InputError {
  return new InputError([
    {
      code: 'simulator.no-frames',
      path: 'frames',
      message: 'nothing to run',
      expected: 'at least 1 frame',
      received: '0',
    },
  ]);
}
