import { expect, test } from 'vitest';
import { InputError, type Problem } from '../problems/index.js';
import type { Instruction } from '../program/index.js';
import { frameTiming } from './frame-timing.js';
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
} from './support.testing.js';
import { timeProgram } from './time-program.js';

const work = gemv(4, [input(4)], { raw: true, vectorBase: undefined });
const forward = gemv(4, [input(4)], { toChannel: true, vectorBase: undefined });
const last = [recv, work, present, jump(0)];

function problemsOf(
  tiles: readonly (readonly Instruction[])[],
  frames = 1,
): Pick<Problem, 'code' | 'path'>[] {
  const hardware = testHardware({ tiles: tiles.length });
  try {
    timeProgram(testProgram(hardware, 4, tiles), hardware, frames);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems.map(({ code, path }) => ({ code, path }));
  }
  return [];
}

test.each<[string, Instruction[][], Pick<Problem, 'code' | 'path'>]>([
  [
    'a loop without recv',
    [[clear(3), jump(0)]],
    { code: 'program.loop-without-recv', path: 'tiles[0].instructions[0]' },
  ],
  [
    'a frame whose loop has no recv',
    [[recv, work, present, jump(1)]],
    { code: 'program.loop-without-recv', path: 'tiles[0].instructions[1]' },
  ],
  [
    'a frame without send',
    [[recv, work, jump(0)]],
    { code: 'program.sends', path: 'tiles[0].instructions[0]' },
  ],
  [
    'a frame with two',
    [[recv, present, recv, present, present, jump(0)]],
    { code: 'program.sends', path: 'tiles[0].instructions[2]' },
  ],
  [
    'a send before the first recv',
    [[present, recv, present, jump(1)]],
    { code: 'program.send-before-recv', path: 'tiles[0].instructions[0]' },
  ],
  [
    'a halt after a frame',
    [[recv, present, halt]],
    { code: 'program.halt-after-frame', path: 'tiles[0].instructions[2]' },
  ],
  [
    'the end of the program',
    [[recv, present]],
    { code: 'program.leaves-program', path: 'tiles[0].instructions[1]' },
  ],
  [
    'a jump into an instruction',
    [[recv, clear(1), present, jump(2)]],
    { code: 'program.leaves-program', path: 'tiles[0].instructions[3]' },
  ],
  ['no instructions', [[]], { code: 'program.leaves-program', path: 'tiles[0]' }],
  ['only halts', [[halt], [halt]], { code: 'timing.no-result', path: 'tiles' }],
  ['a gap in the chain', [[halt], last], { code: 'timing.gap', path: 'tiles[0]' }],
  ['a result before the last tile', [last, last], { code: 'timing.result', path: 'tiles[0]' }],
  [
    'a last tile that sends on',
    [[recv, forward, send, jump(0)], [halt]],
    { code: 'timing.result', path: 'tiles[0]' },
  ],
])('refused: %s', (_name, tiles, problem) => {
  expect(problemsOf(tiles)).toEqual([problem]);
});

test('problems of all tiles are reported at once', () => {
  expect(problemsOf([[recv, work, jump(0)], [recv]]).map(({ path }) => path)).toEqual([
    'tiles[0].instructions[0]',
    'tiles[1].instructions[0]',
  ]);
});

test('a program for another chain and a run without frames are refused', () => {
  const hardware = testHardware({ tiles: 2 });
  const program = testProgram(hardware, 4, [last]);
  expect(() => timeProgram(program, hardware, 1)).toThrow(/tiles: .* expected 2, received 1/);
  const other = { ...testProgram(hardware, 4, [last, [halt]]), outputsPerCycle: 4 };
  expect(() => timeProgram(other, hardware, 1)).toThrow(/outputsPerCycle: .* expected 2, received 4/);
  for (const frames of [0, 1.5, Number.NaN]) {
    expect(problemsOf([last], frames)).toEqual([{ code: 'timing.frames', path: 'frames' }]);
  }
});

test('frameTiming gives the same figures without a run', () => {
  const hardware = testHardware({ tiles: 3, wake_cycles: 4 });
  const program = testProgram(hardware, 4, [[recv, forward, send, jump(0)], last, [halt]]);
  const alone = frameTiming(program, hardware);
  const { startUp_cycles, perFrame_cycles, latency_cycles, tiles, realTime } = timeProgram(
    program,
    hardware,
    3,
  );
  expect(alone).toEqual({ startUp_cycles, perFrame_cycles, latency_cycles, tiles, realTime });
  expect(alone.tiles.map(({ used }) => used)).toEqual([true, true, false]);
});

test('S4: real time asks for both throughput and latency, each held from both sides', () => {
  // 23 cycles a frame, 18 of latency, at 1 MHz.
  const ok = (framePeriod_ms: number, maxLatency_ms: number): boolean => {
    const hardware = testHardware({ framePeriod_ms, maxLatency_ms });
    return frameTiming(testProgram(hardware, 4, [last]), hardware).realTime.ok;
  };
  expect([ok(0.023, 1), ok(0.022, 1)]).toEqual([true, false]);
  expect([ok(1, 0.018), ok(1, 0.017)]).toEqual([true, false]);
});
