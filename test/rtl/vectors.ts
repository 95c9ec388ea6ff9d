import type { HardwareConfiguration } from '../../src/hardware/index.js';
import { MachineEvents } from '../../src/rtl/index.js';
import { testHardware } from '../../src/simulator/machine.testing.js';
import { handMadeProgram, someNumbers, type HandMadeTile } from '../support/hand-made-program.js';
import type { RtlCase } from './rtl-run.js';
import { clearUnusedLanes } from './unused-lanes.js';

/** A small case that shows one instruction or one stall: what conformance/NAME.json holds. */
export interface VectorCase {
  readonly name: string;
  /** What happens in it, with the rules. */
  readonly shows: string;
  readonly subject: RtlCase;
  readonly cycles: number;
}

interface Description {
  readonly name: string;
  readonly shows: string;
  /** One text a tile. */
  readonly code: readonly string[];
  readonly frames?: number;
  readonly cycles: number;
  readonly tile?: object;
  readonly frame?: object;
}

const LOOP = (body: string): string => `frame:\n recv\n ${body}\n send result\n jump frame`;
const RELEASE = 'gemv v[30], 1 rows, [x[0:1]], w[0], shift 0, identity, release';

const DESCRIPTIONS: readonly Description[] = [
  {
    name: 'halt',
    shows: 'halt: fetched, decoded, then halted for good (T2, T3)',
    code: ['halt'],
    frames: 0,
    cycles: 8,
  },
  {
    name: 'jump',
    shows: 'jump: one executing cycle (T3)',
    code: ['jump over\n halt\n over:\n jump end\n end:\n halt'],
    frames: 0,
    cycles: 14,
  },
  {
    name: 'clear-vector',
    shows: 'clear of vector words, one a cycle (I8)',
    code: ['clear v[3:6]\n halt'],
    frames: 0,
    cycles: 16,
  },
  {
    name: 'clear-state',
    shows: 'clear of states over a bank (I8, M2)',
    code: ['clear s[30:4]\n halt'],
    frames: 0,
    cycles: 14,
  },
  {
    name: 'recv-asleep',
    shows: 'recv sleeps until the frame arrives; waking takes no time (H4, H7)',
    code: [LOOP(RELEASE)],
    cycles: 60,
    frames: 2,
  },
  {
    name: 'recv-ready',
    shows: 'recv finds a frame and completes at once (H4)',
    code: [LOOP(RELEASE)],
    cycles: 90,
    frames: 3,
    frame: { framePeriod_ms: 0.05 },
  },
  {
    name: 'recv-wakes-retention',
    shows: 'recv sleeps with memories in retention, then wakes for 3 cycles (H4, H5)',
    code: [LOOP(RELEASE)],
    cycles: 80,
    frames: 2,
    frame: { wake_cycles: 3 },
    tile: { weightSram: { banks: 4, bankWords: 64, clockGating: 'never', retention: true } },
  },
  {
    name: 'recv-waits-for-output',
    shows: 'the first tile waits for room in its output channel (H3)',
    code: [
      `frame:\n recv\n gemv out, 3 rows, [x[0:4]], w[0], shift 3, identity, release\n send\n jump frame`,
      `frame:\n recv\n clear v[0:40]\n gemv.raw scores, 2 rows, [x[0:3]], w[0], shift 0, identity, argmax, release\n send result\n jump frame`,
    ],
    cycles: 320,
    frames: 5,
    frame: { framePeriod_ms: 0.05 },
  },
  {
    name: 'gemv-one-row-tile',
    shows: 'fewer rows than lanes, no multiple of P, over its own source (T4, M5, I4)',
    code: [LOOP('gemv v[0], 3 rows, [x[0:4], v[0:3] << 1], w[0], shift 3, identity, release')],
    cycles: 70,
    frames: 2,
  },
  {
    name: 'gemv-row-tiles',
    shows: 'several row tiles: draining overlaps the next one (T4)',
    code: [LOOP('gemv v[8], 11 rows, [x[0:4]], w[0], b[0], shift 2, relu, release')],
    cycles: 70,
    frames: 1,
  },
  {
    name: 'gemv-drain-stall',
    shows: 'row tiles of fewer columns than L / P: the issue stalls (T4)',
    code: [LOOP('gemv v[8], 14 rows, [x[1:1]], w[0], b[0], shift 1, identity, release')],
    cycles: 60,
    frames: 1,
  },
  {
    name: 'gemv-table',
    shows: 'results through a table (N6)',
    code: [LOOP('gemv v[8], 4 rows, [x[0:4]], w[0], shift 1, table 0, release')],
    cycles: 50,
    frames: 1,
  },
  {
    name: 'gemv-raw-argmax',
    shows: 'scores and argmax (N7)',
    code: [LOOP('gemv.raw scores, 7 rows, [x[0:4]], w[0], b[0], shift 0, identity, argmax, release')],
    cycles: 60,
    frames: 2,
  },
  {
    name: 'gemv-both-destinations',
    shows: 'results to the vector SRAM and the output channel at once (I3)',
    code: [
      'frame:\n recv\n gemv v[4] & out, 5 rows, [x[0:4]], w[0], shift 2, relu, release\n send\n jump frame',
      'frame:\n recv\n gemv.raw scores, 2 rows, [x[0:5]], w[0], shift 0, identity, argmax, release\n send result\n jump frame',
    ],
    cycles: 90,
    frames: 1,
  },
  {
    name: 'legendre-dense',
    shows: 'dense update in several passes and memories (T5, N8, N10)',
    code: [
      LOOP(
        'gemv v[0], 3 rows, [x[0:4]], w[0], shift 2, identity, release\n legendre s[0], u v[0] << 2, readout v[8], c[0], 3 memories, order 3, shift 6, readout shift 4',
      ),
    ],
    cycles: 130,
    frames: 2,
  },
  {
    name: 'legendre-scan',
    shows: 'scan update (T5, N9, N10)',
    code: [
      LOOP(
        'gemv v[0], 3 rows, [x[0:4]], w[0], shift 2, identity, release\n legendre s[0], u v[0] << 2, readout v[8], c[0], 3 memories, order 3, shift 6, readout shift 4',
      ),
    ],
    cycles: 110,
    frames: 2,
    tile: { legendreUnit: { mode: 'scan', lanes: 1, accumulatorBits: 40, maxOrder: 6 } },
  },
];

function hardwareOf({ name, code, tile, frame }: Description): HardwareConfiguration {
  return testHardware(
    { programSram: { words: 64 }, ...tile },
    { name, framePeriod_ms: 0.4, ...frame },
    code.map(() => ({})),
  );
}

/** Loads every memory of a tile with small numbers. */
function tileOf(code: string, legendreLanes: number): HandMadeTile {
  return {
    code,
    weights: someNumbers(4 * 40),
    biases: someNumbers(2 * 16),
    coefficients: someNumbers(legendreLanes * 12).map((value) => 9 * value),
    tables: Array.from({ length: 256 }, (_, i) => Math.trunc((i - 128) / 2)),
  };
}

export const VECTOR_CASES: readonly VectorCase[] = DESCRIPTIONS.map((description) => {
  const { name, shows, code, cycles, frames = 1 } = description;
  const hardware = hardwareOf(description);
  const program = handMadeProgram(
    hardware,
    code.map((text, tile) => tileOf(text, hardware.tiles[tile]!.legendreUnit.lanes)),
  );
  clearUnusedLanes(program, hardware);
  return {
    name,
    shows,
    cycles,
    subject: {
      hardware,
      program,
      frames: Array.from({ length: frames }, (_, n) =>
        Int8Array.from({ length: 4 }, (_, i) => ((n * 37 + i * 91 + 5) % 100) - 50),
      ),
    },
  };
});

/** The vector as a file: everything that another RTL or simulator needs to replay it. */
export function vectorJson({ name, shows, subject, cycles }: VectorCase): string {
  const { program, hardware, frames } = subject;
  const events = new MachineEvents(program, hardware, frames);
  const lines: string[] = [];
  for (let record = events.next(cycles); record !== undefined; record = events.next(cycles)) {
    lines.push(...record.lines);
  }
  const { machine } = events;
  const memories = ['vectorSram', 'stateSram', 'channel', 'scores'] as const;
  const list = (values: ArrayLike<number>): string => `[${Array.from(values).join(', ')}]`;
  const object = (entries: readonly (readonly [string, string])[], indent: string): string =>
    `{\n${entries.map(([key, text]) => `${indent}  "${key}": ${text}`).join(',\n')}\n${indent}}`;
  const array = (items: readonly string[], indent: string): string =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`;
  return `${object(
    [
      ['schema', '"lmusim.conformance/1"'],
      ['name', JSON.stringify(name)],
      ['shows', JSON.stringify(shows)],
      ['hardware', JSON.stringify(hardware)],
      ['inputs', String(program.inputs)],
      [
        'load',
        array(
          program.tiles.map(({ image }) =>
            object(
              Object.entries(image).map(
                ([part, values]) => [part, list(values as ArrayLike<number>)] as const,
              ),
              '    ',
            ),
          ),
          '  ',
        ),
      ],
      ['frames', array(frames.map(list), '  ')],
      ['cycles', String(cycles)],
      [
        'events',
        array(
          lines.map((line) => JSON.stringify(line)),
          '  ',
        ),
      ],
      [
        'final',
        array(
          hardware.tiles.map((_, tile) =>
            object(
              memories.map((memory) => [memory, list(machine.inspect(tile, memory))] as const),
              '    ',
            ),
          ),
          '  ',
        ),
      ],
    ],
    '',
  )}\n`;
}
