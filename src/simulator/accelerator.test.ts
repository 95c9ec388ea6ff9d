import { describe, expect, test } from 'vitest';
import { FIELD_NAMES, eventField, totalOf } from '../hardware/index.js';
import { InputError } from '../problems/index.js';
import type { Instruction } from '../program/index.js';
import { Accelerator, type MachineOptions } from './accelerator.js';
import { gemv, legendre, testHardware, testProgram } from './machine.testing.js';
import type { MemoryAccess } from './probe.js';

const x = { memory: 'channel' as const, base: 0, length: 4, align: 0 };
const hardware = testHardware();
/** Weight word c holds c + 1 for lane 0, c + 2 for lane 1, ...: lane l of x = 1 2 3 4 gives 30 + 10 l. */
const weights = new Int8Array(4 * 256).map((_, i) => Math.floor(i / 4) + (i % 4) + 1);
/** The end of a frame. */
const presented: readonly Instruction[] = [
  { op: 'send', result: true },
  { op: 'jump', target: 0 },
];
const scores: readonly Instruction[] = [
  { op: 'recv' },
  gemv({ segments: [x], raw: true, argmax: true, vectorBase: undefined, release: true }),
  { op: 'send', result: true },
  { op: 'jump', target: 0 },
];

function machineOf(instructions: readonly Instruction[], options: MachineOptions = {}): Accelerator {
  return new Accelerator(testProgram(hardware, [{ instructions, image: { weights } }]), hardware, options);
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).message;
  }
  throw new Error('nothing was refused');
}

describe('what comes out', () => {
  test('I9, T6: scores, prediction and latency of a frame', () => {
    const machine = machineOf(scores);
    machine.feed(Int8Array.of(1, 2, 3, 4));
    const result = machine.runToNextResult()!;
    expect([...result.scores]).toEqual([30, 40, 50, 60]);
    expect(result).toMatchObject({
      frame: 0,
      prediction: 3,
      arrival_cycle: 5,
      result_cycle: 23,
      latency_cycles: 18,
    });
    expect(machine.runToNextResult()).toBeUndefined();
  });

  test('M1: a read shows in the next cycle and holds; a write is there from the next cycle on', () => {
    const { vectorSram } = machineOf(scores).tiles[0]!;
    vectorSram.write(3, [7, 8]);
    vectorSram.read(4);
    vectorSram.commit();
    vectorSram.read(3);
    expect([...vectorSram.output]).toEqual([0, 0]);
    vectorSram.commit();
    expect([...vectorSram.output]).toEqual([7, 8]);
    vectorSram.write(3, [1, 1]);
    vectorSram.commit();
    expect([...vectorSram.output]).toEqual([7, 8]);
  });

  test('I3: results go to the vector SRAM and to the output channel in the same cycles', () => {
    const two = testHardware({}, {}, [{}, {}]);
    const writes: MemoryAccess[] = [];
    const both = gemv({ segments: [x], vectorBase: 16, toChannel: true, release: true });
    const sending: readonly Instruction[] = [
      { op: 'recv' },
      both,
      { op: 'send', result: false },
      { op: 'jump', target: 0 },
    ];
    const machine = new Accelerator(
      testProgram(two, [{ instructions: sending, image: { weights } }, { instructions: scores }]),
      two,
      {
        probe: { onAccess: (access) => access.port === 'write' && access.cycle > 10 && writes.push(access) },
      },
    );
    machine.feed(Int8Array.of(1, 2, 3, 4));
    machine.runToNextResult();
    // recv completes in 5, e = 11, C = 4: S(0) = 16, and the two groups are written in S(0) + 2 and + 3 (T4).
    expect(writes.map(({ cycle, unit, tile, address, data }) => [cycle, unit, tile, address, data])).toEqual([
      [18, 'vectorSram', 0, 16, [30, 40]],
      [18, 'channel', 1, 0, [30, 40]],
      [19, 'vectorSram', 0, 17, [50, 60]],
      [19, 'channel', 1, 1, [50, 60]],
    ]);
  });

  test('I7: legendre updates the memories in place and writes their readouts', () => {
    // A = 0 and B = 1 for every order: m = u << 8, readout = m >> 8 = u. Two passes of two lanes, three columns and B.
    const coefficients = new Int16Array(2 * 64);
    for (const word of [3, 7]) coefficients.fill(256, 2 * word, 2 * word + 2);
    const update = legendre({
      order: 3,
      memories: 2,
      inputShift: 8,
      readoutShift: 8,
      inputBase: 16,
      stateBase: 1,
    });
    const program = testProgram(hardware, [
      {
        instructions: [{ op: 'recv' }, gemv({ segments: [x], rows: 2 }), update, ...scores.slice(1)],
        image: { weights, coefficients },
      },
    ]);
    const machine = new Accelerator(program, hardware);
    machine.feed(Int8Array.of(1, 2, 3, 4));
    machine.runToNextResult();
    const [u0, u1] = [30, 40];
    const states = [u0, u0, u0, u1, u1, u1].map((u) => u << 8);
    expect(machine.inspect(0, 'stateSram').slice(0, 8)).toEqual([0, ...states, 0]);
    expect(machine.inspect(0, 'vectorSram').slice(48, 56)).toEqual([u0, u0, u0, u1, u1, u1, 0, 0]);
  });

  test('N7: of equal scores the lowest index wins', () => {
    const machine = machineOf(scores);
    machine.feed(Int8Array.of(0, 0, 0, 0));
    expect(machine.runToNextResult()!.prediction).toBe(0);
    machine.feed(Int8Array.of(-1, 0, 0, 0));
    expect(machine.runToNextResult()!.prediction).toBe(0);
  });

  test('M5: elements beyond the length of a vector are written as 0', () => {
    const machine = machineOf([
      { op: 'recv' },
      gemv({ segments: [x], rows: 3, vectorBase: 5, release: true }),
      ...presented,
    ]);
    machine.feed(Int8Array.of(1, 2, 3, 4));
    while (machine.cycle < 60) machine.step();
    expect(machine.inspect(0, 'vectorSram').slice(8, 16)).toEqual([0, 0, 30, 40, 50, 0, 0, 0]);
  });

  test('M5: so are the readouts beyond the last', () => {
    // A = 0 and B = 1: every order becomes u = 5. Three readouts fill a word and a half; the
    // element after the last must not be what stood there in the word before.
    const coefficients = new Int16Array(128);
    coefficients.fill(256, 3 * 2, 4 * 2).fill(256, 7 * 2, 8 * 2);
    const program = testProgram(hardware, [
      {
        instructions: [
          { op: 'recv' },
          gemv({ segments: [x], rows: 1, vectorBase: 0, release: true }),
          legendre({ order: 3, memories: 1, readoutShift: 0 }),
          ...presented,
        ],
        image: { weights: new Int8Array(1024).fill(1), coefficients },
      },
    ]);
    const machine = new Accelerator(program, hardware);
    machine.feed(Int8Array.of(5, 0, 0, 0));
    while (machine.cycle < 80) machine.step();
    expect(machine.inspect(0, 'vectorSram').slice(48, 52)).toEqual([5, 5, 5, 0]);
  });

  test('N6: a raw result goes through no table, whatever the activation says', () => {
    const machine = machineOf([
      gemv({ activation: 'table', raw: true, vectorBase: undefined }),
      gemv({ activation: 'table' }),
      { op: 'halt' },
    ]);
    while (machine.cycle < 15) machine.step();
    expect(totalOf(machine.counts(0), eventField('postProcessor.tableLookup'))).toBe(0);
    while (machine.cycle < 40) machine.step();
    expect(totalOf(machine.counts(0), eventField('postProcessor.tableLookup'))).toBe(4);
  });

  test('data-dependent events: zero products and operand bits that change', () => {
    const machine = machineOf(scores);
    machine.feed(Int8Array.of(1, 0, 0, 3));
    machine.runToNextResult();
    const counts = machine.counts(0);
    expect(totalOf(counts, eventField('macArray.zeroProduct'))).toBe(2 * 4);
    // 0 -> 1 -> 0 -> 0 -> 3.
    expect(totalOf(counts, eventField('macArray.operandToggle'))).toBe(1 + 1 + 0 + 2);
    // Words 1 2 3 4, 2 3 4 5, 3 4 5 6, 4 5 6 7 after 0: changed bits of each lane's byte.
    const ones = (value: number): number => [...value.toString(2)].filter((bit) => bit === '1').length;
    const changes = [0, 1, 2, 3].flatMap((lane) =>
      [0, 1, 2, 3].map((c) => ones((c === 0 ? 0 : c + lane) ^ (c + lane + 1))),
    );
    expect(totalOf(counts, eventField('weightSram.readToggle'))).toBe(changes.reduce((a, b) => a + b));
  });
});

describe('what is refused', () => {
  test('a frame of another length', () => {
    expect(messageOf(() => machineOf(scores).feed(Int8Array.of(1)))).toBe(
      'frame: a frame has one element for each input of the network: expected 4, received 1',
    );
  });

  test('a program of another architecture', () => {
    const other = testHardware({ macArray: { lanes: 8, weightBits: 8, accumulatorBits: 24 } });
    expect(
      messageOf(() => new Accelerator(testProgram(other, [{ instructions: scores }]), hardware)),
    ).toMatch(/another architecture/);
  });

  test('a tile that does not exist', () => {
    expect(messageOf(() => machineOf(scores).inspect(7, 'scores'))).toBe(
      'tile: no such tile: expected 0 to 0, received 7',
    );
  });

  test('I6: reading x when no frame is held', () => {
    const machine = machineOf([
      { op: 'recv' },
      gemv({ segments: [x], release: true }),
      gemv({ segments: [x] }),
      ...presented,
    ]);
    machine.feed(Int8Array.of(1, 2, 3, 4));
    expect(messageOf(() => machine.runToNextResult())).toMatch(
      /^tiles\[0\]: a gemv reads the input channel, but no frame is held \(rule I6\) in cycle \d+$/,
    );
  });

  test.each([
    [
      'a result before the first frame',
      [
        { op: 'send', result: true },
        { op: 'jump', target: 0 },
      ],
    ],
    ['two results of one frame', [{ op: 'recv' }, { op: 'send', result: true }, ...presented]],
    ['a frame without a result', [{ op: 'recv' }, { op: 'jump', target: 0 }]],
    ['a halt after a frame', [{ op: 'recv' }, { op: 'send', result: true }, { op: 'halt' }]],
    ['a loop without recv', [{ op: 'jump', target: 0 }]],
  ] satisfies [string, Instruction[]][])('%s: such a program never starts', (_, program) => {
    expect(messageOf(() => machineOf(program))).toMatch(/^tiles\[0\]/);
  });

  test('N3: in strict mode a saturation stops the machine and says where; else it is counted', () => {
    const program: readonly Instruction[] = [
      { op: 'recv' },
      gemv({ segments: [x], release: true }),
      ...presented,
    ];
    const run = (options: MachineOptions): Accelerator => {
      const machine = machineOf(program, options);
      machine.feed(Int8Array.of(10, 20, 30, 40));
      while (machine.cycle < 60) machine.step();
      return machine;
    };
    expect(run({}).saturations).toEqual([{ vector: 4, state: 0, readout: 0 }]);
    expect(messageOf(() => run({ strict: true }))).toBe(
      "tiles[0]: a vector saturates: 300 in 'gemv' of layer 'test' in cycle 17 (strict mode treats a saturation as an error; without it, saturations are counted)",
    );
  });

  test('N3: states and readouts that saturate at either end are counted, the clamp of ReLU at 0 is not', () => {
    const saturationsOf = (value: number): unknown => {
      const coefficients = new Int16Array(128);
      // A = 0, B = 2: the only order is almost u << 9, which needs 17 bits of the 16 that a state has.
      coefficients.fill(511, 2, 4);
      const program = testProgram(hardware, [
        {
          instructions: [
            { op: 'recv' },
            gemv({ segments: [x], rows: 1, vectorBase: 0, activation: 'relu' }),
            gemv({ segments: [x], rows: 1, vectorBase: 1, release: true }),
            legendre({ order: 1, memories: 1, inputBase: 1, inputShift: 8, readoutShift: 4 }),
            ...presented,
          ],
          image: { weights: new Int8Array(1024).fill(1), coefficients },
        },
      ]);
      const machine = new Accelerator(program, hardware);
      machine.feed(Int8Array.of(value, 0, 0, 0));
      while (machine.cycle < 120) machine.step();
      return machine.saturations;
    };
    expect(saturationsOf(-100)).toEqual([{ vector: 0, state: 1, readout: 1 }]);
    expect(saturationsOf(100)).toEqual([{ vector: 0, state: 1, readout: 1 }]);
    const clamped = machineOf([
      { op: 'recv' },
      gemv({ segments: [x], activation: 'relu', release: true }),
      ...presented,
    ]);
    clamped.feed(Int8Array.of(100, 100, 0, 0));
    while (clamped.cycle < 60) clamped.step();
    expect(clamped.saturations).toEqual([{ vector: 4, state: 0, readout: 0 }]);
  });

  test('M3: reading and writing one address in one cycle', () => {
    // Readouts are written where u is still read: the readout of memory n in the cycle in which u of memory n + 5 is read.
    const scan = testHardware({ legendreUnit: { mode: 'scan', lanes: 1, accumulatorBits: 40 } });
    const colliding = legendre({ order: 1, memories: 12, inputBase: 0, readoutBase: 3 });
    expect(
      messageOf(() => {
        const machine = new Accelerator(
          testProgram(scan, [{ instructions: [colliding, { op: 'halt' }] }]),
          scan,
        );
        while (machine.cycle < 60) machine.step();
      }),
    ).toMatch(/vectorSram reads and writes address \d+ \(rule M3\) in cycle \d+/);
  });
});

describe('what can be watched', () => {
  test('accumulators between any two cycles, while a row tile is under way', () => {
    const machine = machineOf(scores);
    machine.feed(Int8Array.of(1, 2, 3, 4));
    // recv completes in 5; four words, decode, and the first column is issued in 11 and multiplied in 12.
    const seen: number[] = [];
    while (machine.cycle < 18) {
      machine.step();
      if (machine.cycle > 12) seen.push(machine.inspect(0, 'accumulators')[0]!);
    }
    expect(seen).toEqual([1, 1 + 4, 1 + 4 + 9, 1 + 4 + 9 + 16, 30, 30]);
  });

  test('every access with cycle, bank, address and data; reads show their word', () => {
    const accesses: MemoryAccess[] = [];
    const machine = machineOf([{ op: 'clear', memory: 'vector', base: 31, length: 2 }, ...scores], {
      probe: { onAccess: (access) => accesses.push(access) },
    });
    machine.feed(Int8Array.of(1, 2, 3, 4));
    machine.runToNextResult();
    const of = (unit: string, port: string) =>
      accesses.filter((access) => access.unit === unit && access.port === port);
    // Fetch in 0 and 1, decode in 2: words 31 and 32 are cleared in 3 and 4, in banks 0 and 1.
    expect(of('vectorSram', 'write')).toEqual([
      { cycle: 3, tile: 0, unit: 'vectorSram', port: 'write', bank: 0, address: 31, data: [0, 0] },
      { cycle: 4, tile: 0, unit: 'vectorSram', port: 'write', bank: 1, address: 32, data: [0, 0] },
    ]);
    expect(of('channel', 'write').map(({ data }) => data)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(of('weightSram', 'read').map(({ address, data }) => [address, data])).toEqual([
      [0, [1, 2, 3, 4]],
      [1, [2, 3, 4, 5]],
      [2, [3, 4, 5, 6]],
      [3, [4, 5, 6, 7]],
    ]);
  });

  test('G1: in every cycle the states of a port sum to its domains, and over a run to the counters', () => {
    const sums = new Map<string, { active: number; idleClocked: number; gated: number }>();
    const machine = machineOf([...scores.slice(0, 1), legendre(), ...scores.slice(1, 3), scores[3]!], {
      probe: {
        onCycle: ({ tiles }) => {
          for (const { unit, port, active, idleClocked, gated } of tiles[0]!.clocks()) {
            const sum = sums.get(`${unit}.${port}`) ?? { active: 0, idleClocked: 0, gated: 0 };
            sums.set(`${unit}.${port}`, {
              active: sum.active + active,
              idleClocked: sum.idleClocked + idleClocked,
              gated: sum.gated + gated,
            });
          }
        },
      },
    });
    machine.feed(Int8Array.of(1, 2, 3, 4));
    while (machine.cycle < 100) machine.step();
    const counts = machine.counts(0);
    for (const [port, sum] of sums) {
      for (const state of ['active', 'idleClocked', 'gated'] as const) {
        expect(totalOf(counts, fieldOf(`${port}.${state}`)), `${port}.${state}`).toBe(sum[state]);
      }
    }
    expect(sums.size).toBe(15);
  });

  test('cycles that are passed over leave what as many steps leave', () => {
    const machines = [machineOf(scores), machineOf(scores)];
    for (const machine of machines) {
      for (let frame = 0; frame < 3; frame++) machine.feed(Int8Array.of(frame, 2, 3, 4));
    }
    const [stepped, passed] = machines as [Accelerator, Accelerator];
    const results = [1, 2, 3].map(() => passed.runToNextResult());
    expect(passed.idle_cycles).toBe(0);
    while (passed.idle_cycles === 0) passed.step();
    expect(passed.idle_cycles).toBe(Infinity);
    passed.pass(1000);
    const others = [];
    while (stepped.cycle < passed.cycle) {
      const result = stepped.step();
      if (result !== undefined) others.push(result);
    }
    expect(others).toEqual(results);
    expect(stepped.counts(0)).toEqual(passed.counts(0));
    expect(() => machineOf(scores).pass(1)).toThrow(/something happens/);
  });

  test('a run ends at a cycle, or when no result can come', () => {
    const machine = machineOf(scores);
    machine.feed(Int8Array.of(1, 2, 3, 4));
    expect(machine.runUntil(7)).toBeUndefined();
    expect(machine.cycle).toBe(7);
    expect(machine.runUntil(Infinity)?.frame).toBe(0);
    expect(machine.runUntil(100_000)).toBeUndefined();
    expect(machine.cycle).toBe(100_000);

    const halted = machineOf([{ op: 'halt' }]);
    for (let frame = 0; frame < 5; frame++) halted.feed(Int8Array.of(1, 2, 3, 4));
    expect(halted.runToNextResult()).toBeUndefined();
  });

  test('a probe changes nothing', () => {
    const run = (options: MachineOptions): unknown => {
      const machine = machineOf(scores, options);
      machine.feed(Int8Array.of(5, 6, 7, 8));
      return [machine.runToNextResult(), machine.counts(0)];
    };
    const nothing = (): void => undefined;
    expect(
      run({ probe: { onCycle: nothing, onAccess: nothing, onRetire: nothing, onResult: nothing } }),
    ).toEqual(run({}));
  });
});

function fieldOf(name: string): number {
  return FIELD_NAMES.indexOf(name);
}
