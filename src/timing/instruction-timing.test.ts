import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences, emptyCounts, totalOf, activityField, ACTIVITIES } from '../hardware/index.js';
import type { Instruction } from '../program/index.js';
import { channelWords, channelWordsWithin } from './channel-writes.js';
import { tilePorts } from './clock-states.js';
import { CycleByCycle } from './cycle-by-cycle.testing.js';
import { enumerateInstruction } from './enumerate.testing.js';
import { instructionTiming } from './instruction-timing.js';
import { addInstructionRow } from './row-of-counts.js';
import {
  clear,
  contextOf,
  gemv,
  halt,
  input,
  jump,
  legendre,
  recv,
  send,
  testHardware,
  vector,
} from './support.testing.js';

const four = contextOf(testHardware()); // L = 4, P = 2: L / P = 2 groups
const wide = contextOf(testHardware({ lanes: 16 })); // L / P = 8

test('T2, T3: jump, send and a ready recv occupy fetch, decode and one cycle; halt is fetched and decoded', () => {
  for (const instruction of [jump(0), send, recv]) {
    const timing = instructionTiming(instruction, four);
    expect(timing.occupied_cycles).toBe(3);
    expect(timing.activities).toEqual({ fetch: 1, decode: 1, control: 1 });
    expect(timing.events).toEqual({ 'programSram.read': 1, 'sequencer.issue': 1 });
  }
  expect(instructionTiming(halt, four)).toMatchObject({
    occupied_cycles: 2,
    activities: { fetch: 1, decode: 1 },
    events: { 'programSram.read': 1, 'sequencer.issue': 0 },
  });
});

test('I8, T3: clear writes one word a cycle and has two words of code', () => {
  expect(instructionTiming(clear(5, 'state'), four)).toMatchObject({
    occupied_cycles: 2 + 1 + 5,
    activities: { fetch: 2, decode: 1, clear: 5 },
    events: { 'stateSram.write': 5 },
  });
  expect(instructionTiming(clear(7, 'vector'), four).events['vectorSram.write']).toBe(7);
});

test('T3, T4: one row tile, one column, one row: C + G + 3 cycles', () => {
  const timing = instructionTiming(gemv(1, [vector(1)]), four);
  expect(timing.cycles).toBe(1 + 1 + 3);
  expect(timing.occupied_cycles).toBe(4 + 1 + 5);
  expect(timing.activities).toEqual({ fetch: 4, decode: 1, issue: 1, drainStall: 0, drain: 4 });
  expect(timing.work).toContainEqual({ unit: 'macArray', port: 'unit', domainCycles: 2, cycles: 2 });
  expect(timing.work).toContainEqual({ unit: 'postProcessor', port: 'unit', domainCycles: 2, cycles: 2 });
});

test('T3, T4, G3: three row tiles, the last one partial, C above L / P: no stall', () => {
  // L = 4, P = 2, rows 4 + 4 + 1, C = 5: 5 + 2 x 5 + 1 + 3.
  const timing = instructionTiming(gemv(9, [vector(3), input(2)], { biasBase: 0 }), four);
  expect(timing.cycles).toBe(19);
  expect(timing.activities).toEqual({ fetch: 5, decode: 1, issue: 15, drainStall: 0, drain: 4 });
  expect(timing.events).toEqual({
    'programSram.read': 5,
    'sequencer.issue': 1,
    'weightSram.read': 15,
    'biasSram.read': 2 + 2 + 1,
    'vectorSram.read': 3 * 2,
    'vectorSram.write': 5,
    'channel.read': 3 * 1,
    'macArray.multiply': 45,
    'macArray.accumulate': 45,
    'macArray.capture': 9,
    'postProcessor.output': 9,
    'postProcessor.tableLookup': 0,
    'postProcessor.compare': 0,
  });
  expect(timing.work).toContainEqual({
    unit: 'macArray',
    port: 'unit',
    domainCycles: 45 + 4,
    cycles: 15 + 1,
  });
  // Each row tile's turn lasts G + 1 cycles.
  expect(timing.work).toContainEqual({ unit: 'postProcessor', port: 'unit', domainCycles: 8, cycles: 8 });
});

test('T4: C below L / P stalls L / P - C cycles for every row tile after the first', () => {
  // L = 16, P = 2, L / P = 8, rows 16 + 16 + 3, C = 3: 3 + 2 x 8 + 2 + 3.
  const timing = instructionTiming(gemv(35, [vector(3)]), wide);
  expect(timing.cycles).toBe(24);
  expect(timing.activities).toEqual({ fetch: 4, decode: 1, issue: 9, drainStall: 10, drain: 5 });
  // The post-processor never rests between row tiles: 8 + 8 + 2 words and one cycle more.
  expect(timing.work).toContainEqual({ unit: 'postProcessor', port: 'unit', domainCycles: 19, cycles: 19 });
});

test('T4: C equal to L / P does not stall, and row tiles touch in the post-processor', () => {
  const timing = instructionTiming(gemv(32, [vector(8)]), wide);
  expect(timing.activities.drainStall).toBe(0);
  expect(timing.work).toContainEqual({ unit: 'postProcessor', port: 'unit', domainCycles: 17, cycles: 17 });
  const apart = instructionTiming(gemv(32, [vector(9)]), wide);
  expect(apart.work).toContainEqual({ unit: 'postProcessor', port: 'unit', domainCycles: 18, cycles: 18 });
});

test('E4: a segment begins a new word, whatever the one before left', () => {
  const events = instructionTiming(gemv(4, [vector(3), vector(1), vector(4)]), four).events;
  expect(events['vectorSram.read']).toBe(2 + 1 + 2);
});

test('section 8: argmax compares every score; a raw result goes through no table', () => {
  const scores = instructionTiming(
    gemv(3, [vector(4)], { raw: true, argmax: true, activation: 'table', vectorBase: undefined }),
    four,
  ).events;
  expect(scores).toMatchObject({
    'postProcessor.compare': 3,
    'postProcessor.tableLookup': 0,
    'vectorSram.write': 0,
  });
  const tanh = instructionTiming(gemv(3, [vector(4)], { activation: 'table' }), four).events;
  expect(tanh['postProcessor.tableLookup']).toBe(3);
});

test('E1: words to the output channel are no events of the gemv, but their cycles are known', () => {
  // L / P = 8, C = 3: S(r) = e + 4 + 8 r, words from S(r) + 2 on: 8, 8 and 2 of them.
  const { channelWrites, events } = instructionTiming(
    gemv(35, [vector(3)], { toChannel: true, vectorBase: undefined }),
    wide,
  );
  expect(events['vectorSram.write']).toBe(0);
  expect(events['channel.write']).toBeUndefined();
  expect(channelWords(channelWrites!)).toBe(18);
  expect([-1, 6, 7, 13, 14, 15, 22, 23, 24, 100].map((t) => channelWordsWithin(channelWrites!, t))).toEqual([
    0, 0, 1, 7, 8, 9, 16, 17, 18, 18,
  ]);
});

test.each([
  // N, d, K, Q: N Q (d + 1) + d + r_last + 3
  { memories: 1, order: 1, lanes: 1, cycles: 1 * 1 * 2 + 1 + 1 + 3 },
  { memories: 1, order: 6, lanes: 8, cycles: 1 * 1 * 7 + 6 + 6 + 3 },
  { memories: 5, order: 6, lanes: 2, cycles: 5 * 3 * 7 + 6 + 2 + 3 },
  { memories: 3, order: 7, lanes: 3, cycles: 3 * 3 * 8 + 7 + 1 + 3 },
])(
  'T3, T5 dense: $memories memories of order $order on $lanes lanes',
  ({ memories, order, lanes, cycles }) => {
    const context = contextOf(testHardware({ legendreLanes: lanes }));
    const timing = instructionTiming(legendre(memories, order), context);
    expect(timing.cycles).toBe(cycles);
    expect(timing.occupied_cycles).toBe(4 + 1 + cycles);
    expect(timing.activities).toEqual({ fetch: 4, decode: 1, legendre: cycles });
    expect(timing.events).toEqual({
      'programSram.read': 4,
      'sequencer.issue': 1,
      'coefficientSram.read': memories * Math.ceil(order / lanes) * (order + 1),
      'stateSram.read': memories * order,
      'stateSram.write': memories * order,
      'vectorSram.read': Math.ceil(memories / 2),
      'vectorSram.write': Math.ceil((memories * order) / 2),
      'legendreUnit.multiply': memories * order * (order + 1),
      'legendreUnit.accumulate': memories * order * (order + 1),
      'legendreUnit.runningSum': 0,
      'legendreUnit.requantise': memories * order,
    });
  },
);

test.each([
  { memories: 1, order: 1, cycles: 1 + 1 + 4 },
  { memories: 3, order: 5, cycles: 15 + 5 + 4 },
])('T3, T5 scan: $memories memories of order $order', ({ memories, order, cycles }) => {
  const timing = instructionTiming(legendre(memories, order), contextOf(testHardware({ mode: 'scan' })));
  expect(timing.cycles).toBe(cycles);
  const states = memories * order;
  expect(timing.events).toMatchObject({
    'coefficientSram.read': states,
    'legendreUnit.multiply': states,
    'legendreUnit.accumulate': states,
    'legendreUnit.runningSum': states,
    'legendreUnit.requantise': states,
  });
});

const shapes = fc.record({
  outputsPerCycle: fc.constantFrom(1, 2, 4),
  groups: fc.constantFrom(1, 2, 3, 8),
  mode: fc.constantFrom('dense' as const, 'scan' as const),
  legendreLanes: fc.integer({ min: 1, max: 7 }),
  gating: fc.constantFrom('never' as const, 'whenIdle' as const, 'finest' as const),
});

const gemvs = fc
  .record({
    rows: fc.integer({ min: 1, max: 40 }),
    lengths: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
    fromChannel: fc.boolean(),
    bias: fc.boolean(),
    table: fc.boolean(),
    destination: fc.constantFrom('vector', 'channel', 'both', 'scores', 'argmax'),
  })
  .map(({ rows, lengths, fromChannel, bias, table, destination }) =>
    gemv(
      rows,
      lengths.map((length, i) => (fromChannel && i === 0 ? input(length) : vector(length, 50 + i * 8))),
      {
        biasBase: bias ? 3 : undefined,
        activation: table ? 'table' : 'relu',
        raw: destination === 'scores' || destination === 'argmax',
        argmax: destination === 'argmax',
        vectorBase: destination === 'vector' || destination === 'both' ? 100 : undefined,
        toChannel: destination === 'channel' || destination === 'both',
        weightBase: 30,
      },
    ),
  );

const instructions: fc.Arbitrary<Instruction> = fc.oneof(
  { weight: 4, arbitrary: gemvs },
  {
    weight: 3,
    arbitrary: fc
      .record({ memories: fc.integer({ min: 1, max: 6 }), order: fc.integer({ min: 1, max: 12 }) })
      .map(({ memories, order }) => legendre(memories, order)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Instruction>(recv, send, jump(0), halt, clear(9), clear(70, 'state')),
  },
);

test('every count and clock state equals the sum over the cycles as the rules list them', () => {
  fc.assert(
    fc.property(shapes, instructions, ({ groups, mode, legendreLanes, ...shape }, instruction) => {
      const hardware = testHardware({
        ...shape,
        mode,
        lanes: groups * shape.outputsPerCycle,
        legendreLanes: mode === 'scan' ? 1 : legendreLanes,
      });
      const context = contextOf(hardware);
      const cycles = enumerateInstruction(instruction, context);
      const listed = emptyCounts(1);
      const lister = new CycleByCycle(listed, context);
      for (const cycle of cycles) lister.add(0, cycle);

      const timing = instructionTiming(instruction, context);
      const closed = emptyCounts(1);
      const usage = { ...timing, cycles: timing.occupied_cycles, asleep: 0 };
      addInstructionRow(closed, 0, tilePorts(context), usage, 1);

      expect(timing.occupied_cycles).toBe(cycles.length);
      expect(differences(closed, listed, { dataDependent: true })).toEqual([]);
      const spent = ACTIVITIES.reduce((sum, activity) => sum + totalOf(closed, activityField(activity)), 0);
      expect(spent).toBe(timing.occupied_cycles);
      for (const port of tilePorts(context)) {
        if (port.unit === 'channel' && port.port === 'write') continue;
        expect(
          closed.values[port.active]! + closed.values[port.idleClocked]! + closed.values[port.gated]!,
        ).toBe(port.domains * timing.occupied_cycles);
      }
    }),
    { seed: 20, numRuns: 300 },
  );
});

test('channel words within any number of cycles are those listed so far', () => {
  fc.assert(
    fc.property(shapes, gemvs, ({ groups, outputsPerCycle }, instruction) => {
      const context = contextOf(testHardware({ outputsPerCycle, lanes: groups * outputsPerCycle }));
      const timing = instructionTiming(instruction, context);
      if (timing.channelWrites === undefined) return;
      let words = 0;
      enumerateInstruction(instruction, context).forEach(({ writesChannel }, cycle) => {
        expect(channelWordsWithin(timing.channelWrites!, cycle - timing.words - 1)).toBe(words);
        if (writesChannel) words++;
      });
      expect(channelWords(timing.channelWrites)).toBe(words);
    }),
    { seed: 21, numRuns: 200 },
  );
});
