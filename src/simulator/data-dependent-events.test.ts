import { expect, test } from 'vitest';
import { eventField, totalOf, type EventName } from '../hardware/index.js';
import { Accelerator } from './accelerator.js';
import { gemv, testHardware, testProgram } from './machine.testing.js';

/** Three rows on four lanes, operands of 10 bits: -4, 0, 4, 0 after the align shift. */
function machineAfter(cycles: number): Accelerator {
  const hardware = testHardware();
  const x = { memory: 'channel' as const, base: 0, length: 4, align: 2 };
  const scores = gemv({ segments: [x], rows: 3, raw: true, vectorBase: undefined });
  // Lane 3 holds no row, so its weights are 0 (M4).
  const weights = Int8Array.of(1, 0, 2, 0, 1, 1, 1, 0, -1, 1, 1, 0, 1, 1, 1, 0);
  const program = testProgram(hardware, [
    {
      instructions: [{ op: 'recv' }, scores, scores, { op: 'send', result: true }, { op: 'jump', target: 0 }],
      image: { weights },
    },
  ]);
  const machine = new Accelerator(program, hardware);
  machine.feed(Int8Array.of(-1, 0, 1, 0));
  while (machine.cycle < cycles) machine.step();
  return machine;
}

const once = 20;
const twice = 40;

test.each<{ event: EventName; first: number; second: number }>([
  // Column 0: one zero weight of three. Columns 1 and 3: three products with the operand 0. Lanes without a row: none.
  { event: 'macArray.zeroProduct', first: 1 + 3 + 0 + 3, second: 7 },
  // 0 -> 1111111100 -> 0 -> 0000000100 -> 0, and the same again from the 0 that the first gemv left.
  { event: 'macArray.operandToggle', first: 8 + 8 + 1 + 1, second: 18 },
  // 0 -> 1 0 2 -> 1 1 1 -> -1 1 1 -> 1 1 1; the second gemv begins from the word that the first left: 1 1 1 -> 1 0 2.
  { event: 'weightSram.readToggle', first: 2 + 3 + 7 + 7, second: 3 + 3 + 7 + 7 },
])('E2: $event', ({ event, first, second }) => {
  expect(totalOf(machineAfter(once).counts(0), eventField(event))).toBe(first);
  expect(totalOf(machineAfter(twice).counts(0), eventField(event))).toBe(first + second);
});
