import { expect, test } from 'vitest';
import { activityField, eventField, clockField, totalOf, FIELDS } from '../hardware/index.js';
import { InvariantError } from '../problems/index.js';
import type { Instruction } from '../program/index.js';
import { countsBetween } from './counts.js';
import {
  clear,
  gemv,
  halt,
  input,
  jump,
  present,
  recv,
  send,
  testHardware,
  testProgram,
  vector,
  type TestHardware,
} from './support.testing.js';
import { timeProgram, type ProgramTiming } from './time-program.js';

const raw = { raw: true, vectorBase: undefined };
const out = { toChannel: true, vectorBase: undefined };

/** L = 4, P = 2. gemv: 4 words, decode, X = 4 + 2 + 3: 14 cycles; send and jump 3 each; send 17 cycles after recv. */
const scores = (release: boolean): Instruction[] => [
  recv,
  gemv(4, [input(4)], { ...raw, release }),
  present,
  jump(0),
];
/** gemv: 4 words, decode, X = 2 + 1 + 3: 11 cycles; 20 cycles a frame; send 14 cycles after recv. */
const fast = [recv, gemv(2, [input(2)], out), send, jump(0)];
/** gemv: X = 20 + 2 + 3: 30 cycles; 39 cycles a frame; send 33 cycles after recv. */
const slow = [recv, gemv(4, [input(20)], raw), present, jump(0)];

function run(
  tiles: readonly (readonly Instruction[])[],
  inputs: number,
  frames: number,
  options: TestHardware & { readonly period_cycles?: number } = {},
): ProgramTiming {
  const { period_cycles = 1000, ...rest } = options;
  const hardware = testHardware({ ...rest, framePeriod_ms: period_cycles / 1000, tiles: tiles.length });
  return timeProgram(testProgram(hardware, inputs, tiles), hardware, frames);
}

const column = <Key extends 'shown_cycle' | 'look_cycle' | 'ready_cycle' | 'taken_cycle' | 'send_cycle'>(
  timing: ProgramTiming,
  tile: number,
  key: Key,
): number[] => timing.schedule.tiles[tile]!.frames.map((frame) => frame[key]);

test('T6, T7, H7: one tile, asleep when a frame arrives', () => {
  const timing = run([scores(false)], 4, 2);
  // recv: fetch 0, decode 1, look 2; asleep from 3 = U; two words of input in 3 and 4.
  expect(timing.startUp_cycles).toBe(3);
  expect(timing.perFrame_cycles).toBe(3 + 14 + 3 + 3);
  expect(timing.frames).toEqual([
    { arrival_cycle: 5, result_cycle: 5 + 17 + 1, latency_cycles: 18 },
    { arrival_cycle: 1005, result_cycle: 1023, latency_cycles: 18 },
  ]);
  expect(column(timing, 0, 'look_cycle')).toEqual([2, 28]);
});

test('H4: the wake delays a sleeping tile, and only a sleeping one', () => {
  const asleep = run([scores(false)], 4, 2, { wake_cycles: 3 });
  expect(column(asleep, 0, 'ready_cycle')).toEqual([5, 1005]);
  expect(column(asleep, 0, 'taken_cycle')).toEqual([8, 1008]);
  expect(asleep.latency_cycles).toBe(21);
  // With 26 cycles a frame the second frame, in 31, finds the tile looking; the third one, in 57, finds it asleep.
  const busy = run([scores(false)], 4, 3, { wake_cycles: 3, period_cycles: 26 });
  expect(column(busy, 0, 'look_cycle')).toEqual([2, 31, 54]);
  expect(column(busy, 0, 'taken_cycle')).toEqual([8, 31, 60]);
  // With 25 it arrives before the look, and completes in the look all the same.
  const late = run([scores(false)], 4, 2, { wake_cycles: 3, period_cycles: 25 });
  expect(column(late, 0, 'shown_cycle')).toEqual([5, 30]);
  expect(column(late, 0, 'taken_cycle')).toEqual([8, 31]);
});

test('I6, H6: without release a buffer is free in the cycle after the next recv, and the front end waits for it', () => {
  const timing = run([scores(false)], 4, 4, { period_cycles: 5 });
  // Frame 2 needs the buffer of frame 0, freed by the recv in 28: words in 29 and 30. Frame 3: recv in 51.
  expect(timing.frames.map(({ arrival_cycle }) => arrival_cycle)).toEqual([5, 10, 31, 54]);
  expect(column(timing, 0, 'taken_cycle')).toEqual([5, 28, 51, 74]);
});

test('I5, H2: release frees the buffer in the cycle after the gemv retires', () => {
  const timing = run([scores(true)], 4, 4, { period_cycles: 5 });
  // recv in 5, gemv in 6 to 19, free in 20; the next one in 28 + 15.
  expect(timing.frames.map(({ arrival_cycle }) => arrival_cycle)).toEqual([5, 10, 22, 45]);
});

test('H6: a frame begins when the one before is written, and a third buffer is used', () => {
  const timing = run([scores(false)], 8, 3, { period_cycles: 2, buffers: 3 });
  expect(timing.frames.map(({ arrival_cycle }) => arrival_cycle)).toEqual([7, 11, 15]);
});

test('H7: a period that is no whole number of cycles is rounded up from the start, never accumulated', () => {
  const timing = run([scores(false)], 4, 4, { clock_kHz: 999.7, period_cycles: 1000 });
  // 999.7 cycles a frame.
  expect(timing.frames.map(({ arrival_cycle }) => arrival_cycle - 5)).toEqual([0, 1000, 2000, 3000]);
  const long = run([scores(false)], 4, 5, { clock_kHz: 999.7, period_cycles: 1000 });
  expect(long.frames[4]!.arrival_cycle - 5).toBe(Math.ceil(4 * 999.7));
});

test('H3: a producer waits in recv for input, then for room behind it', () => {
  const timing = run([fast, slow], 2, 3, { period_cycles: 25 });
  expect(column(timing, 0, 'shown_cycle')).toEqual([4, 29, 54]);
  // Tile 1 takes frame 1 in its look in 58, which frees the buffer of frame 0 in 59.
  expect(column(timing, 1, 'shown_cycle')).toEqual([4 + 14 + 1, 29 + 14 + 1, 59 + 14 + 1]);
  expect(column(timing, 1, 'taken_cycle')).toEqual([19, 58, 97]);
  expect(column(timing, 0, 'look_cycle')).toEqual([2, 24, 49]);
  expect(column(timing, 0, 'taken_cycle')).toEqual([4, 29, 59]);
  // From reset to the retirement of the last recv: waits in 3; 25 to 28; 50 to 53 for input, 54 to 58 for room.
  const counts = countsBetween(timing.schedule, 0, 0, 60);
  expect(counts.values[activityField('waitInput')]).toBe(1 + 4 + 4);
  expect(counts.values[activityField('waitOutput')]).toBe(5);
  expect(counts.values[activityField('control')]).toBe(6);
  expect(counts.values[eventField('sequencer.issue')]).toBe(3);
});

test('T6: latency is the sum of the shares of the tiles, wake included; unused tiles add nothing', () => {
  const tiles = [fast, fast, slow, [halt]];
  const timing = run(tiles, 2, 3, { wake_cycles: 2 });
  expect(timing.tiles.map(({ latencyShare_cycles }) => latencyShare_cycles)).toEqual([17, 17, 36, 0]);
  expect(timing.tiles.map(({ perFrame_cycles }) => perFrame_cycles)).toEqual([20, 20, 39, 0]);
  expect(timing.frames.map(({ latency_cycles }) => latency_cycles)).toEqual([70, 70, 70]);
});

test('H7, I8: start-up lasts until the slowest prologue is done, also that of a tile that then halts', () => {
  // clear of 30: 33 cycles, then fetch and decode: halted from 35 on; recv looks in 35 and sleeps from 36.
  expect(run([scores(false), [clear(30), halt]], 4, 1).startUp_cycles).toBe(35);
  expect(run([[clear(30), ...scores(false).slice(0, 3), jump(2)]], 4, 1).startUp_cycles).toBe(36);
});

test('unrolled over two frames: two recv alternate', () => {
  // Second frame: two cycles less, as C is 2.
  const program = [...scores(false).slice(0, 3), recv, gemv(4, [input(2)], raw), present, jump(0)];
  const timing = run([program], 4, 4);
  expect(timing.frames.map(({ latency_cycles }) => latency_cycles)).toEqual([18, 16, 18, 16]);
  // Each of them in its own row: the fourth instruction is the second recv.
  const issue = eventField('sequencer.issue');
  expect([0, 3].map((row) => timing.counts[0]!.values[row * FIELDS.length + issue])).toEqual([2, 2]);
  // The first frame has no jump: 3 + 14 + 3; the second one 3 + 12 + 3 + 3.
  expect(timing.perFrame_cycles).toBe(21);
});

test('A1: the window of a tile begins when frame 0 shows to it and lasts as long as the frames', () => {
  const timing = run([fast, slow, [halt]], 2, 3);
  expect(timing.accounting).toEqual({
    kind: 'steady',
    tiles: [
      { from: 4, to: 3004 },
      { from: 19, to: 3019 },
      { from: 4, to: 3004 },
    ],
    inputs: [
      { from: 3, to: 3003 },
      { from: 4, to: 3004 },
      { from: 19, to: 3019 },
    ],
  });
  // Three frames of work, and the words of three frames: whoever writes them is accounted over its own window.
  const [first, second, unused] = timing.counts;
  expect(totalOf(first!, eventField('macArray.multiply'))).toBe(3 * 4);
  expect(totalOf(first!, eventField('channel.write'))).toBe(3);
  expect(totalOf(second!, eventField('channel.write'))).toBe(3);
  expect(unused!.values[activityField('halted')]).toBe(3000);
});

test("A2: a run that misses real time is accounted from the front end's start until all tiles sleep", () => {
  const timing = run([fast, slow], 2, 3, { period_cycles: 25 });
  expect(timing.realTime).toMatchObject({ ok: false, perFrame_cycles: 39, framePeriod_cycles: 25 });
  // Tile 1 takes frame 2 in 97 and looks again in 136.
  const window = { from: 3, to: 137 };
  expect(timing.accounting).toEqual({ kind: 'wholeRun', tiles: [window, window], inputs: [window, window] });
});

test('A1: a run that meets real time but cannot sleep through its wake has no steady window', () => {
  // 23 cycles a frame and 2 to wake, in a period of 23: each frame ends 2 cycles late.
  const timing = run([scores(false)], 4, 2, { wake_cycles: 2, period_cycles: 23 });
  expect(timing.realTime.ok).toBe(true);
  expect(timing.accounting.kind).toBe('wholeRun');
  // Without a wake it is ready in every look.
  expect(run([scores(false)], 4, 2, { period_cycles: 23 }).accounting.kind).toBe('steady');
});

test('H5: retained memories are gated and retained in sleeping cycles, whatever their policy', () => {
  const timing = run([scores(false)], 4, 1, { wake_cycles: 3, retention: true, gating: 'never' });
  // Cycles 0 to 9: fetch, decode, look; asleep 3 and 4; wake 5 to 7; completes in 8; 9 begins the gemv.
  const counts = countsBetween(timing.schedule, 0, 0, 9);
  const state = (unit: 'weightSram' | 'vectorSram' | 'sequencer', port: 'read' | 'unit') =>
    (['active', 'idleClocked', 'gated', 'retained'] as const).map(
      (name) => counts.values[clockField(unit, port, name)],
    );
  expect(state('weightSram', 'read')).toEqual([0, 16 * 7, 16 * 2, 16 * 2]);
  expect(state('vectorSram', 'read')).toEqual([0, 4 * 7, 4 * 2, 4 * 2]);
  // The sequencer has no retention and, with `never`, runs on while it sleeps and wakes.
  expect(state('sequencer', 'unit')).toEqual([4, 5, 0, 0]);
  expect(counts.values[activityField('wake')]).toBe(3);
});

test('E1: a window of the reader counts the words that its writer has written so far', () => {
  // gemv of tile 0 executes from 4 + 1 + 4 + 1 = 10; C = 2 and L / P = 2: words in 15, 16 and 17.
  const writer = [recv, gemv(6, [input(2)], out), send, jump(0)];
  const { schedule } = run([writer, slow], 2, 1);
  const words = (to: number): number =>
    totalOf(countsBetween(schedule, 1, 0, to), eventField('channel.write'));
  expect([14, 15, 16, 17, 18, 19].map(words)).toEqual([0, 0, 1, 2, 3, 3]);
});

test('a window may end between instructions but not inside one', () => {
  const { schedule } = run([scores(false)], 4, 1);
  // gemv in 6 to 19.
  expect(totalOf(countsBetween(schedule, 0, 0, 20), eventField('macArray.multiply'))).toBe(16);
  expect(() => countsBetween(schedule, 0, 0, 19)).toThrow(InvariantError);
  expect(() => countsBetween(schedule, 0, 7, 30)).toThrow(/cut instruction 1 in cycles 6 to 20/);
});

test('A1, G1: counts of fifty frames sum to the cycles of the window', () => {
  const timing = run([fast, [recv, gemv(1, [vector(1)], raw), present, jump(0)]], 2, 50);
  timing.counts.forEach((counts, tile) => {
    const { from, to } = timing.accounting.tiles[tile]!;
    expect(totalOf(counts, clockField('alwaysOn', 'unit', 'active'))).toBe(to - from);
  });
});
