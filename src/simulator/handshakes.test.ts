import { expect, test } from 'vitest';
import { activityField, clockField, totalOf, type HardwareConfiguration } from '../hardware/index.js';
import type { Instruction } from '../program/index.js';
import { Accelerator } from './accelerator.js';
import { gemv, testHardware, testProgram } from './machine.testing.js';

const x = { memory: 'channel' as const, base: 0, length: 4, align: 0 };
/** recv; scores of x; send; and again. 1 + 4 + 1 + 1 words. */
const scoring: readonly Instruction[] = [
  { op: 'recv' },
  gemv({ segments: [x], raw: true, argmax: true, vectorBase: undefined, release: true }),
  { op: 'send', result: true },
  { op: 'jump', target: 0 },
];
/** The same, but the results go on to the next tile. */
const passing: readonly Instruction[] = [
  { op: 'recv' },
  gemv({ segments: [x], vectorBase: undefined, toChannel: true, release: true }),
  { op: 'send', result: false },
  { op: 'jump', target: 0 },
];
/** Occupied cycles: recv 3, gemv 4 + 1 + (4 + 2 + 3), send 3, jump 3. */
const FRAME_cycles = 3 + 14 + 3 + 3;

function machineOf(
  hardware: HardwareConfiguration,
  tiles: readonly (readonly Instruction[])[],
): {
  machine: Accelerator;
  received: () => number[][];
} {
  const received: number[][] = tiles.map(() => []);
  const machine = new Accelerator(
    testProgram(
      hardware,
      tiles.map((instructions) => ({ instructions })),
    ),
    hardware,
    {
      probe: {
        onRetire: ({ cycle, tile, instruction }) => {
          if (instruction.instruction.op === 'recv') received[tile]!.push(cycle);
        },
      },
    },
  );
  return { machine, received: () => received };
}

const frame = Int8Array.of(1, 2, 3, 4);

test('H7: frame 0 is written when every tile sleeps, and arrives after its last word', () => {
  // recv is fetched in 0, decoded in 1, looks in 2, sleeps from 3; two words of two elements are written in 3 and 4.
  const { machine, received } = machineOf(testHardware(), [scoring]);
  machine.feed(frame);
  machine.feed(frame);
  const results = [machine.runToNextResult()!, machine.runToNextResult()!];
  expect(machine.arrivals).toEqual([5, 5 + 2000]);
  expect(received()[0]).toEqual([5, 2005]);
  // T6: recv completes in the arrival cycle; the send is the last of 1 + 14 + 3 cycles.
  expect(results.map(({ latency_cycles }) => latency_cycles)).toEqual([18, 18]);
});

test('H7: a period that is no whole number of cycles is kept exactly', () => {
  // 1.3 kHz x 15.1 ms = 19.63 cycles: due after 0, 20, 40, 59, 79, 99 cycles.
  const { machine } = machineOf(testHardware({}, { clock_kHz: 1.3, framePeriod_ms: 15.1 }), [scoring]);
  for (let i = 0; i < 6; i++) machine.feed(frame);
  while (machine.busy) machine.step();
  // The tile needs 23 cycles a frame, so arrivals are held back only when both buffers are taken.
  expect(machine.arrivals.slice(0, 3).map((arrival) => arrival - machine.arrivals[0]!)).toEqual([0, 20, 40]);
});

test('H6, M5: elements of a frame beyond the inputs are written as 0', () => {
  const hardware = testHardware();
  const machine = new Accelerator(testProgram(hardware, [{ instructions: scoring }], 3), hardware);
  machine.feed(Int8Array.of(1, 2, 3));
  machine.runToNextResult();
  expect(machine.inspect(0, 'channel').slice(0, 4)).toEqual([1, 2, 3, 0]);
});

test('H6: the front end waits for room when frames come faster than the tile', () => {
  const { machine, received } = machineOf(testHardware({}, { framePeriod_ms: 0.1 }), [scoring]);
  for (let i = 0; i < 5; i++) machine.feed(frame);
  while (machine.busy) machine.step();
  const recv = received()[0]!;
  expect(recv.slice(1).map((cycle, i) => cycle - recv[i]!)).toEqual([
    FRAME_cycles,
    FRAME_cycles,
    FRAME_cycles,
    FRAME_cycles,
  ]);
  // Frame 2 is on time. Later ones wait for the release in the gemv's last cycle (14 after recv): the flag shows one
  // cycle later, two words follow, then the arrival.
  expect(machine.arrivals[2]! - machine.arrivals[0]!).toBe(20);
  expect(machine.arrivals.slice(3).map((arrival, i) => arrival - recv[i + 1]!)).toEqual([17, 17]);
});

test.each([0, 1, 5])('H4: with W = %i, recv completes W cycles after the first ready one', (wake_cycles) => {
  const { machine, received } = machineOf(testHardware({}, { wake_cycles }), [scoring]);
  machine.feed(frame);
  machine.runToNextResult();
  expect(received()[0]).toEqual([5 + wake_cycles]);
  const counts = machine.counts(0);
  expect(totalOf(counts, activityField('wake'))).toBe(wake_cycles);
  // Sleeping from 3 on, ready in 5.
  expect(totalOf(counts, activityField('waitInput'))).toBe(2);
});

test("S1, S3: latency is the sum of the tiles' times, throughput the slowest tile's", () => {
  const { machine } = machineOf(testHardware({}, { framePeriod_ms: 0.05 }, [{}, {}]), [passing, scoring]);
  for (let i = 0; i < 8; i++) machine.feed(frame);
  const results = [];
  while (machine.busy) results.push(machine.runToNextResult()!);
  // recv 1, gemv 14, send 3: 18 cycles on each tile, and none between them.
  expect(results[0]!.latency_cycles).toBe(18 + 18);
  const shown = results.map(({ result_cycle }) => result_cycle);
  expect(shown.slice(1).map((cycle, i) => cycle - shown[i]!)).toEqual(Array(7).fill(FRAME_cycles));
});

test('H4: a recv that finds a frame takes one cycle and does not sleep', () => {
  const { machine } = machineOf(testHardware({}, { framePeriod_ms: 0.1 }), [scoring]);
  for (let i = 0; i < 3; i++) machine.feed(frame);
  while (machine.busy) machine.step();
  expect(totalOf(machine.counts(0), activityField('waitInput'))).toBe(2);
});

test('H1 to H3: a tile waits for room in its output channel, and the cause is counted', () => {
  // The second tile takes long: a clear of 60 words holds it up while two frames pile up before it.
  const slow: readonly Instruction[] = [
    { op: 'recv' },
    { op: 'clear', memory: 'vector', base: 0, length: 60 },
    gemv({ segments: [x], raw: true, argmax: true, vectorBase: undefined, release: true }),
    { op: 'send', result: true },
    { op: 'jump', target: 0 },
  ];
  const hardware = testHardware({}, { framePeriod_ms: 0.1 }, [{}, {}]);
  const { machine, received } = machineOf(hardware, [passing, slow]);
  for (let i = 0; i < 6; i++) machine.feed(frame);
  while (machine.busy) machine.step();
  const [first, second] = received();
  expect(totalOf(machine.counts(0), activityField('waitOutput'))).toBeGreaterThan(0);
  // In steady state the second tile never waits: 23 cycles and 2 + 1 + 60 for the clear.
  expect(second!.slice(2).map((cycle, i) => cycle - second![i + 1]!)).toEqual([86, 86, 86, 86]);
  // Frame n + 3 of the first tile starts in the cycle after frame n + 1's buffer is released: recv, clear 63, gemv 14.
  expect(first!.slice(3).map((cycle, i) => cycle - second![i + 1]!)).toEqual([
    63 + 14 + 1,
    63 + 14 + 1,
    63 + 14 + 1,
  ]);
});

test('H5: memories retain in sleeping cycles only, and are gated then whatever their policy', () => {
  const retaining = { bankWords: 64, banks: 4, clockGating: 'never', retention: true };
  const { machine } = machineOf(testHardware({ weightSram: retaining }, { wake_cycles: 2 }), [scoring]);
  machine.feed(frame);
  machine.runToNextResult();
  while (machine.cycle < 200) machine.step();
  const counts = machine.counts(0);
  const of = (state: 'active' | 'idleClocked' | 'gated' | 'retained'): number =>
    totalOf(counts, clockField('weightSram', 'read', state));
  const sleeping = totalOf(counts, activityField('waitInput'));
  expect(of('retained')).toBe(4 * sleeping);
  expect(of('gated')).toBe(4 * sleeping);
  expect(of('active')).toBe(4);
  expect(of('idleClocked')).toBe(4 * (200 - sleeping) - 4);
});
