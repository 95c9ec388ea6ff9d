import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, subtractCounts, withInputOf, type HardwareConfiguration } from '../hardware/index.js';
import { instructionWords, type Instruction, type Program } from '../program/index.js';
import { countsBetween } from './counts.js';
import { stepChain } from './stepped-chain.testing.js';
import {
  clear,
  gemv,
  halt,
  input,
  jump,
  legendre,
  present,
  recv,
  send,
  testHardware,
  testProgram,
  vector,
} from './support.testing.js';
import { timeProgram } from './time-program.js';
import type { Window } from './window.js';

/** The work of one frame on one tile: some compute, one may release, one writes the output channel. */
const frames = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 10 }),
    releases: fc.boolean(),
    before: fc.constantFrom<Instruction[]>([], [clear(3)], [legendre(2, 3)]),
    after: fc.constantFrom<Instruction[]>([], [clear(20, 'state')], [gemv(5, [vector(3)])]),
  })
  .map(({ rows, columns, releases, before, after }) => (last: boolean): Instruction[] => [
    recv,
    ...before,
    gemv(
      rows,
      [input(columns), vector(2)],
      last
        ? { raw: true, vectorBase: undefined, release: releases }
        : { toChannel: true, release: releases, biasBase: 0 },
    ),
    last ? present : send,
    ...after,
  ]);

/** A prologue, then one frame or two different ones in turn. */
const tiles = fc
  .record({
    prologue: fc.constantFrom<Instruction[]>([], [clear(5)], [clear(31, 'state')]),
    frames: fc.array(frames, { minLength: 1, maxLength: 2 }),
  })
  .map(({ prologue, frames: bodies }) => (last: boolean): Instruction[] => {
    const target = prologue.reduce((words, instruction) => words + instructionWords(instruction), 0);
    return [...prologue, ...bodies.flatMap((frame) => frame(last)), jump(target)];
  });

const runs = fc
  .record({
    used: fc.array(tiles, { minLength: 1, maxLength: 3 }),
    unused: fc.constantFrom<Instruction[][]>([], [[halt]], [[clear(40), halt]]),
    inputs: fc.integer({ min: 1, max: 9 }),
    frames: fc.integer({ min: 1, max: 5 }),
    buffers: fc.constantFrom(2, 3),
    wake_cycles: fc.constantFrom(0, 1, 4, 30),
    retains: fc.boolean(),
    gating: fc.constantFrom('never' as const, 'whenIdle' as const, 'finest' as const),
    // 10 to 250 cycles of 1 MHz, whole and broken: from hopelessly late to mostly asleep.
    framePeriod_ms: fc.integer({ min: 10, max: 250 }).map((cycles) => cycles / 1000),
    clock_kHz: fc.constantFrom(1000, 999.7),
  })
  .map(
    ({
      used,
      unused,
      inputs,
      frames: count,
      retains,
      ...options
    }): [HardwareConfiguration, Program, number] => {
      const programs = [...used.map((tile, k) => tile(k === used.length - 1)), ...unused];
      const hardware = testHardware({
        ...options,
        retention: retains && options.wake_cycles > 0,
        tiles: programs.length,
      });
      return [hardware, testProgram(hardware, inputs, programs), count];
    },
  );

test('a run in closed form equals the rules stepped cycle by cycle: schedule, windows and every count', () => {
  const kinds = { steady: 0, wholeRun: 0 };
  fc.assert(
    fc.property(runs, fc.integer({ min: 0, max: 200 }), ([hardware, program, count], beyond) => {
      const timing = timeProgram(program, hardware, count);
      const { schedule, accounting } = timing;
      kinds[accounting.kind]++;
      // Besides the windows: up to a cycle in which all tiles sleep, and up to anywhere in each recv, whatever the tile
      // before is writing then.
      const end = Math.max(...schedule.tiles.map(({ end_cycle }) => end_cycle)) + 1 + beyond;
      const inRecv = schedule.tiles.map(({ frames: onTile }) =>
        onTile.map(({ look_cycle, taken_cycle }) => {
          const fetched = look_cycle - 2;
          return fetched + (beyond % (taken_cycle + 2 - fetched));
        }),
      );
      const windows = [...accounting.tiles, ...accounting.inputs];
      const cuts = [end, ...inRecv.flat(), ...windows.flatMap(({ from, to }) => [from, to])];
      const stepped = stepChain(program, hardware, count, cuts);

      expect(stepped.startUp_cycles).toBe(timing.startUp_cycles);
      expect(stepped.arrival_cycles).toEqual(timing.frames.map(({ arrival_cycle }) => arrival_cycle));
      schedule.tiles.forEach((tile, k) => {
        const log = stepped.tiles[k]!;
        expect(log.taken).toEqual(tile.frames.map(({ taken_cycle }) => taken_cycle));
        expect(log.sends).toEqual(tile.frames.map(({ send_cycle }) => send_cycle));
        if (tile.frames.length > 0) {
          expect(log.looks).toEqual([...tile.frames.map(({ look_cycle }) => look_cycle), tile.end_cycle]);
        }
        for (const cut of [end, ...inRecv[k]!]) {
          const closed = countsBetween(schedule, k, 0, cut);
          expect(differences(closed, stepped.countsAt(k, cut), { dataDependent: true })).toEqual([]);
        }
        const within = ({ from, to }: Window) =>
          subtractCounts(stepped.countsAt(k, to), stepped.countsAt(k, from));
        const window = withInputOf(within(accounting.tiles[k]!), within(accounting.inputs[k]!));
        expect(differences(timing.counts[k]!, window, { dataDependent: true })).toEqual([]);
      });
    }),
    { seed: 22, numRuns: 60 },
  );
  // Both ways of accounting were seen.
  expect(kinds.steady).toBeGreaterThan(5);
  expect(kinds.wholeRun).toBeGreaterThan(5);
});
