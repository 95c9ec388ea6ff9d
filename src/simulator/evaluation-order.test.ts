import { expect, test } from 'vitest';
import type { Instruction } from '../program/index.js';
import { Accelerator } from './accelerator.js';
import { gemv, testHardware, testProgram } from './machine.testing.js';
import type { Tile } from './tile.js';

const x = { memory: 'channel' as const, base: 0, length: 4, align: 0 };
const passing: readonly Instruction[] = [
  { op: 'recv' },
  gemv({ segments: [x], vectorBase: undefined, toChannel: true, release: true }),
  { op: 'send', result: false },
  { op: 'jump', target: 0 },
];
const scoring = (clear: number): readonly Instruction[] => [
  { op: 'recv' },
  { op: 'clear', memory: 'vector', base: 0, length: clear },
  gemv({ segments: [x], raw: true, argmax: true, vectorBase: undefined, release: true }),
  { op: 'send', result: true },
  { op: 'jump', target: 0 },
];

// With every length of the last tile's work a recv of the tile before looks in some cycle at flags that change in it.
test.each(Array.from({ length: 40 }, (_, i) => i + 1))(
  'H2: flags show in the next cycle, so tiles may be evaluated in any order (last tile clears %i words)',
  (clear) => {
    const hardware = testHardware({}, { framePeriod_ms: 0.1 }, [{}, {}, {}]);
    const program = testProgram(
      hardware,
      [passing, passing, scoring(clear)].map((instructions) => ({ instructions })),
    );
    const run = (backwards: boolean): unknown => {
      const machine = new Accelerator(program, hardware);
      const tiles = [...machine.tiles];
      if (backwards) (machine.tiles as Tile[]).reverse();
      for (let i = 0; i < 6; i++) machine.feed(Int8Array.of(i, 2, 3, 4));
      const results = [];
      while (machine.busy) {
        const result = machine.step();
        if (result !== undefined) results.push(result);
      }
      return { results, counts: tiles.map(({ counters }) => counters.snapshot()) };
    };
    expect(run(true)).toEqual(run(false));
  },
);
