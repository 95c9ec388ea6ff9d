import { expect, test } from 'vitest';
import type { Instruction } from '../program/index.js';
import { instructionWords } from '../program/index.js';
import { Accelerator } from './accelerator.js';
import { gemv, legendre, testHardware, testProgram } from './machine.testing.js';

/**
 * Execution cycles X by docs/accelerator.md, T3, found from both sides: one clock before the end the instruction has
 * not retired, at the end it has, and the next one's fetch begins in the cycle after (T1).
 */
function expectExecution(instruction: Instruction, X: number, tile: object = {}): void {
  const hardware = testHardware(tile);
  let retired = 0;
  const fetches: number[] = [];
  const machine = new Accelerator(
    testProgram(hardware, [{ instructions: [instruction, { op: 'halt' }] }]),
    hardware,
    {
      probe: {
        onRetire: () => retired++,
        onAccess: ({ unit, cycle }) => unit === 'programSram' && fetches.push(cycle),
      },
    },
  );
  const words = instructionWords(instruction);
  const occupied = words + 1 + X;
  while (machine.cycle < occupied - 1) machine.step();
  expect(retired, 'not ready at clock - 1').toBe(0);
  machine.step();
  expect(retired, 'ready at clock').toBe(1);
  machine.step();
  expect(fetches).toEqual([...Array.from({ length: words }, (_, word) => word), occupied]);
}

test('T3: jump takes 1 cycle', () => {
  expectExecution({ op: 'jump', target: 1 }, 1);
});

test('T3: recv that finds a frame, send and jump take 1 cycle each, 3 with fetch and decode', () => {
  const hardware = testHardware({}, { framePeriod_ms: 0.01 });
  const retired: number[] = [];
  const instructions: Instruction[] = [
    { op: 'recv' },
    { op: 'send', result: true },
    { op: 'jump', target: 0 },
  ];
  const machine = new Accelerator(testProgram(hardware, [{ instructions }]), hardware, {
    probe: { onRetire: ({ cycle }) => retired.push(cycle) },
  });
  for (let frame = 0; frame < 4; frame++) machine.feed(Int8Array.of(1, 2, 3, 4));
  while (machine.busy) machine.step();
  // The first recv waits for its frame; from then on every frame is there.
  expect(retired.map((cycle) => cycle - retired[0]!)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
});

test.each([1, 2, 7])('T3: clear of %i words takes as many cycles', (length) => {
  expectExecution({ op: 'clear', memory: 'vector', base: 0, length }, length);
  expectExecution({ op: 'clear', memory: 'state', base: 3, length }, length);
});

const segment = (length: number, base = 0) => ({ memory: 'vector' as const, base, length, align: 0 });

// L = 4, P = 2: L / P = 2. Worked by hand: C + (R - 1) max(C, 2) + G_last + 3.
test.each([
  { rows: 4, lengths: [1], X: 1 + 2 + 3 },
  { rows: 4, lengths: [5], X: 5 + 2 + 3 },
  { rows: 3, lengths: [5], X: 5 + 2 + 3 },
  { rows: 2, lengths: [5], X: 5 + 1 + 3 },
  { rows: 1, lengths: [1], X: 1 + 1 + 3 },
  { rows: 8, lengths: [2, 3], X: 5 + 5 + 2 + 3 },
  { rows: 9, lengths: [3], X: 3 + 3 + 3 + 1 + 3 },
  // One column in two row tiles: the second stalls one cycle until the shadow registers are drained.
  { rows: 8, lengths: [1], X: 1 + 2 + 2 + 3 },
  { rows: 16, lengths: [1], X: 1 + 2 + 2 + 2 + 2 + 3 },
  { rows: 8, lengths: [2], X: 2 + 2 + 2 + 3 },
])('T3, T4: gemv of $rows rows and segments $lengths takes $X cycles', ({ rows, lengths, X }) => {
  expectExecution(gemv({ rows, segments: lengths.map((length, i) => segment(length, 4 * i)) }), X);
});

test('T4: a drain stall costs L / P - C cycles for every row tile after the first', () => {
  // L = 16, P = 2: eight cycles to drain a row tile of three columns.
  expectExecution(gemv({ rows: 48, segments: [segment(3)] }), 3 + 8 + 8 + 8 + 3, {
    macArray: { lanes: 16, weightBits: 8, accumulatorBits: 24 },
  });
});

// K = 2: N Q (d + 1) + d + r_last + 3.
test.each([
  { order: 1, memories: 1, X: 1 * 2 + 1 + 1 + 3 },
  { order: 1, memories: 5, X: 5 * 2 + 1 + 1 + 3 },
  { order: 2, memories: 3, X: 3 * 3 + 2 + 2 + 3 },
  { order: 3, memories: 2, X: 2 * 2 * 4 + 3 + 1 + 3 },
  { order: 6, memories: 4, X: 4 * 3 * 7 + 6 + 2 + 3 },
])(
  'T3, T5: dense legendre of $memories memories of order $order takes $X cycles',
  ({ order, memories, X }) => {
    expectExecution(legendre({ order, memories }), X);
  },
);

// N d + d + 4.
test.each([
  { order: 1, memories: 1, X: 1 + 1 + 4 },
  { order: 1, memories: 4, X: 4 + 1 + 4 },
  { order: 6, memories: 3, X: 18 + 6 + 4 },
])(
  'T3, T5: scan legendre of $memories memories of order $order takes $X cycles',
  ({ order, memories, X }) => {
    expectExecution(legendre({ order, memories }), X, {
      legendreUnit: { mode: 'scan', lanes: 1, accumulatorBits: 40, maxOrder: 6 },
    });
  },
);
