import { CLOCK_STATES, FIELD_NAMES, totalOf, type TileHardware } from '../../src/hardware/index.js';
import { columnsOf, type Gemv, type Instruction, type Legendre } from '../../src/program/index.js';
import type { Accelerator } from '../../src/simulator/index.js';
import type { RtlCase } from './rtl-run.js';

/** What a case exercises: its program and configuration, and what happened when it ran. */
class Exercise {
  readonly tiles: readonly TileHardware[];
  readonly P: number;

  constructor(
    readonly subject: RtlCase,
    readonly machine: Accelerator,
  ) {
    this.tiles = subject.hardware.tiles;
    this.P = subject.hardware.outputsPerCycle;
  }

  private of<Op extends Instruction['op']>(
    op: Op,
    test: (i: Extract<Instruction, { op: Op }>, tile: TileHardware) => boolean,
  ): boolean {
    return this.subject.program.tiles.some(({ instructions }, index) =>
      instructions.some(
        ({ instruction }) =>
          instruction.op === op && test(instruction as Extract<Instruction, { op: Op }>, this.tiles[index]!),
      ),
    );
  }

  gemv(test: (gemv: Gemv, tile: TileHardware) => boolean): boolean {
    return this.of('gemv', test);
  }

  legendre(test: (legendre: Legendre, tile: TileHardware) => boolean): boolean {
    return this.of('legendre', test);
  }

  instruction<Op extends Instruction['op']>(
    op: Op,
    test: (i: Extract<Instruction, { op: Op }>) => boolean = () => true,
  ): boolean {
    return this.of(op, test);
  }

  /** Sum of a counter over all tiles. */
  count(name: string): number {
    const field = FIELD_NAMES.indexOf(name);
    if (field < 0) throw new RangeError(`no counter ${name}`);
    return this.tiles.reduce((sum, _, tile) => sum + totalOf(this.machine.counts(tile), field), 0);
  }

  saturates(place: 'vector' | 'state' | 'readout'): boolean {
    return this.machine.saturations.some((saturations) => saturations[place] > 0);
  }

  /** Different states of a tile's memory at the end, those of 0 and of a saturated state left out. */
  states(of: (tile: TileHardware) => boolean): number {
    const counts = this.tiles.map((tile, index) => {
      const limit = 2 ** (tile.stateSram.stateBits - 1);
      const values = this.machine.inspect(index, 'stateSram');
      const kept = values.filter((value) => value !== 0 && value !== -limit && value !== limit - 1);
      return of(tile) ? new Set(kept).size : 0;
    });
    return Math.max(...counts);
  }

  get used(): number {
    return this.subject.program.tiles.filter(({ instructions }) =>
      instructions.some(({ instruction }) => instruction.op === 'recv'),
    ).length;
  }
}

type Exercises = (exercise: Exercise) => boolean;

const rowTiles = (gemv: Gemv, tile: TileHardware): number => Math.ceil(gemv.rows / tile.macArray.lanes);
const scan = (tile: TileHardware): boolean => tile.legendreUnit.mode === 'scan';

const gatings: readonly (readonly [string, string, Exercises])[] = (
  ['never', 'whenIdle', 'perBank', 'perLane'] as const
).flatMap((policy) =>
  (
    [
      'sequencer',
      'programSram',
      'macArray',
      'weightSram',
      'biasSram',
      'postProcessor',
      'legendreUnit',
      'coefficientSram',
      'stateSram',
      'vectorSram',
      'channel',
    ] as const
  )
    .filter((unit) =>
      policy === 'perLane' ? unit === 'macArray' : policy === 'perBank' ? /Sram|channel/.test(unit) : true,
    )
    .map(
      (unit) =>
        [
          'G2',
          `${unit} ${policy}`,
          (e: Exercise) => e.tiles.some((tile) => tile[unit].clockGating === policy),
        ] as const,
    ),
);

/** What a campaign must exercise, by rule. One rule may ask for several things; each needs a case. */
export const CASES: readonly (readonly [rule: string, what: string, exercises: Exercises])[] = [
  ...[1, 2, 3, 4].map(
    (count) => ['S1', `${count} tiles`, (e: Exercise) => e.tiles.length === count] as const,
  ),
  ['S2', 'a tile that is not used', (e) => e.used < e.tiles.length],
  ['S2', 'frames through several tiles', (e) => e.used > 1],
  ['S3', 'several frames in several tiles', (e) => e.used > 1 && e.subject.frames.length > 1],
  ['M1', 'words read', (e) => e.count('vectorSram.read') > 0],
  [
    'M2',
    'banks of every banked memory',
    (e) => e.tiles.some((t) => t.weightSram.banks > 1 && t.stateSram.banks > 1 && t.vectorSram.banks > 1),
  ],
  ['M2', 'one bank', (e) => e.tiles.some((t) => t.weightSram.banks === 1)],
  ['M3', 'reads and writes of one memory in one cycle', (e) => e.legendre(({ memories }) => memories > 2)],
  ['M4', 'lanes without a row', (e) => e.gemv((g, t) => g.rows % t.macArray.lanes !== 0)],
  ['M5', 'elements beyond the rows', (e) => e.gemv((g) => !g.raw && g.rows % e.P !== 0)],
  ['M5', 'readouts that fill no word', (e) => e.legendre((l) => (l.order * l.memories) % e.P !== 0)],
  ['M6', 'states of several memories', (e) => e.legendre((l) => l.memories > 1)],
  ['M7', 'several passes', (e) => e.legendre((l, t) => !scan(t) && l.order > t.legendreUnit.lanes)],
  [
    'M7',
    'lanes beyond the order',
    (e) => e.legendre((l, t) => !scan(t) && l.order % t.legendreUnit.lanes !== 0),
  ],
  ['M7', 'scan coefficients', (e) => e.legendre((_, t) => scan(t))],
  ['M8', 'biases beyond the rows', (e) => e.gemv((g) => g.biasBase !== undefined && g.rows % e.P !== 0)],
  ['M9', 'lanes as many as P', (e) => e.tiles.some((t) => t.macArray.lanes === e.P)],
  ['M9', '1 lane', (e) => e.tiles.some((t) => t.macArray.lanes === 1)],
  ['M9', '64 lanes', (e) => e.tiles.some((t) => t.macArray.lanes === 64)],
  ['N2', 'no shift', (e) => e.gemv((g) => !g.raw && g.shift === 0)],
  ['N2', 'a shift that rounds', (e) => e.gemv((g) => !g.raw && g.shift > 0)],
  ['N3', 'vector elements saturate', (e) => e.saturates('vector')],
  ['N3', 'states saturate', (e) => e.saturates('state')],
  ['N3', 'readouts saturate', (e) => e.saturates('readout')],
  ...[0, 1, 2].map(
    (align) =>
      [
        'N4',
        `align ${align}`,
        (e: Exercise) => e.gemv((g) => g.segments.some((s) => s.align === align)),
      ] as const,
  ),
  ...[2, 8].map(
    (bits) =>
      [
        'N4',
        `${bits}-bit weights`,
        (e: Exercise) => e.tiles.some((t) => t.macArray.weightBits === bits),
      ] as const,
  ),
  ['N5', 'products', (e) => e.count('macArray.multiply') > 0],
  ...(['identity', 'relu', 'table'] as const).map(
    (activation) =>
      ['N6', activation, (e: Exercise) => e.gemv((g) => !g.raw && g.activation === activation)] as const,
  ),
  ['N6', 'raw', (e) => e.gemv((g) => g.raw)],
  ['N7', 'argmax', (e) => e.gemv((g) => g.argmax)],
  ['N7', 'raw without argmax', (e) => e.gemv((g) => g.raw && !g.argmax)],
  ['N7', 'lanes beyond the rows take no part', (e) => e.gemv((g) => g.argmax && g.rows % e.P !== 0)],
  ['N8', 'dense', (e) => e.legendre((_, t) => !scan(t))],
  ['N9', 'scan', (e) => e.legendre((l, t) => scan(t) && l.order > 1)],
  ['N8', 'states that neither vanish nor saturate', (e) => e.states((tile) => !scan(tile)) > 8],
  ['N9', 'states that neither vanish nor saturate', (e) => e.states(scan) > 8],
  ['N10', 'input shifted', (e) => e.legendre((l) => l.inputShift > 0)],
  ['N10', 'readout shifted', (e) => e.legendre((l) => l.readoutShift > 0)],
  ['N11', 'sums of both modes', (e) => e.count('legendreUnit.multiply') > 0],
  ...(['jump', 'recv', 'send', 'clear', 'gemv', 'legendre', 'halt'] as const).map(
    (op) => ['I1', op, (e: Exercise) => e.instruction(op)] as const,
  ),
  ['I2', 'eight segments', (e) => e.gemv((g) => g.segments.length === 8)],
  [
    'I2',
    'segments of both memories',
    (e) => e.gemv((g) => new Set(g.segments.map((s) => s.memory)).size === 2),
  ],
  ['I3', 'to the vector SRAM', (e) => e.gemv((g) => g.vectorBase !== undefined && !g.toChannel)],
  ['I3', 'to the channel', (e) => e.gemv((g) => g.vectorBase === undefined && g.toChannel)],
  ['I3', 'to both', (e) => e.gemv((g) => g.vectorBase !== undefined && g.toChannel)],
  [
    'I4',
    'results over what the same gemv read',
    (e) =>
      e.gemv((g) => {
        const { vectorBase } = g;
        if (vectorBase === undefined) return false;
        const end = vectorBase + Math.ceil(g.rows / e.P);
        return g.segments.some(
          (s) => s.memory === 'vector' && s.base < end && vectorBase < s.base + Math.ceil(s.length / e.P),
        );
      }),
  ],
  ['I5', 'release', (e) => e.gemv((g) => g.release)],
  [
    'I6',
    'recv frees the held buffer',
    (e) => e.used > 0 && e.subject.frames.length > 2 && !e.gemv((g) => g.release),
  ],
  ['I7', 'several memories', (e) => e.legendre((l) => l.memories > 1)],
  ['I8', 'vectors cleared', (e) => e.instruction('clear', ({ memory }) => memory === 'vector')],
  ['I8', 'states cleared', (e) => e.instruction('clear', ({ memory }) => memory === 'state')],
  ['I9', 'a result presented', (e) => e.instruction('send', ({ result }) => result)],
  ['I9', 'a buffer sent', (e) => e.instruction('send', ({ result }) => !result)],
  ['T1', 'instructions retired', (e) => e.count('sequencer.issue') > 0],
  ['T2', 'fetch and decode', (e) => e.count('activity.fetch') > 0 && e.count('activity.decode') > 0],
  [
    'T3',
    'an executing cycle of each kind',
    (e) => ['issue', 'legendre', 'clear', 'control'].every((a) => e.count(`activity.${a}`) > 0),
  ],
  [
    'T4',
    'several row tiles',
    (e) => e.gemv((g, t) => rowTiles(g, t) > 1 && columnsOf(g) > t.macArray.lanes / e.P),
  ],
  ['T4', 'drain stalls', (e) => e.count('activity.drainStall') > 0],
  ['T4', 'one column', (e) => e.gemv((g) => columnsOf(g) === 1)],
  ['T4', 'P = 1', (e) => e.P === 1],
  [
    'T5',
    'dense, several memories and passes',
    (e) => e.legendre((l, t) => !scan(t) && l.memories > 2 && l.order > t.legendreUnit.lanes),
  ],
  ['T5', 'scan, several memories', (e) => e.legendre((l, t) => scan(t) && l.memories > 2 && l.order > 2)],
  ['T5', 'order 1', (e) => e.legendre((l) => l.order === 1)],
  ['T5', 'u of more than one word', (e) => e.legendre((l) => l.memories > e.P)],
  [
    'T5',
    'u over a border of banks',
    (e) =>
      e.legendre(({ inputBase, memories }, { vectorSram }) => {
        const bankOf = (word: number): number => Math.floor(word / vectorSram.bankWords);
        return bankOf(inputBase) !== bankOf(inputBase + Math.ceil(memories / e.P) - 1);
      }) && e.states(() => true) > 8,
  ],
  ['T6', 'results', (e) => e.machine.arrivals.length > 0],
  [
    'T7',
    'frames one after the other without a pause',
    (e) => e.subject.frames.length > 2 && e.count('activity.waitOutput') + e.count('activity.drain') > 0,
  ],
  ...[2, 3, 4].map(
    (buffers) =>
      [
        'H1',
        `${buffers} buffers`,
        (e: Exercise) => e.subject.frames.length > 2 && e.tiles[0]!.channel.buffers === buffers,
      ] as const,
  ),
  ['H2', 'a buffer freed by a gemv', (e) => e.gemv((g) => g.release)],
  ['H3', 'waiting for room', (e) => e.count('activity.waitOutput') > 0],
  ['H4', 'asleep', (e) => e.count('activity.waitInput') > 0],
  [
    'H4',
    'a wake that takes no time',
    (e) => e.subject.hardware.wake_cycles === 0 && e.count('activity.waitInput') > 0,
  ],
  ['H4', 'a wake that takes time', (e) => e.count('activity.wake') > 0],
  ...(['programSram', 'weightSram', 'biasSram', 'coefficientSram'] as const).map(
    (unit) => ['H5', `${unit} retains`, (e: Exercise) => e.count(`${unit}.read.retained`) > 0] as const,
  ),
  ...(['stateSram', 'vectorSram'] as const).map(
    (unit) => ['H5', `${unit} retains`, (e: Exercise) => e.count(`${unit}.write.retained`) > 0] as const,
  ),
  ['H6', 'a frame that fills no word', (e) => e.subject.program.inputs % e.P !== 0],
  [
    'H7',
    'a period that is no whole number of cycles',
    (e) =>
      e.subject.frames.length > 1 &&
      !Number.isInteger(e.subject.hardware.clock_kHz * e.subject.hardware.framePeriod_ms),
  ],
  ['W1', 'cycle 0 after reset', () => true],
  ...CLOCK_STATES.filter((state) => state !== 'retained').map(
    (state) => ['G1', state, (e: Exercise) => e.count(`weightSram.read.${state}`) > 0] as const,
  ),
  ...gatings,
  ['G3', 'clocks of a whole gemv', (e) => e.count('postProcessor.unit.active') > 0],
  ['E1', 'writes by another tile', (e) => e.used > 1 && e.count('channel.write') > 0],
  [
    'E2',
    'toggles and zeros',
    (e) =>
      ['macArray.zeroProduct', 'macArray.operandToggle', 'weightSram.readToggle'].every(
        (name) => e.count(name) > 0,
      ),
  ],
  ...(
    [
      'fetch',
      'decode',
      'issue',
      'drainStall',
      'drain',
      'legendre',
      'clear',
      'control',
      'waitInput',
      'waitOutput',
      'wake',
      'halted',
    ] as const
  ).map((activity) => ['E3', activity, (e: Exercise) => e.count(`activity.${activity}`) > 0] as const),
  ['E4', 'a segment of several words', (e) => e.gemv((g) => g.segments.some((s) => s.length > e.P))],
];

/** Rules that no run of the RTL can show, and why. */
export const NOT_IN_LOCKSTEP: Readonly<Record<string, string>> = {
  S4: 'real time is a matter of configurations, decided before a run',
  N1: 'real numbers are quantised before anything is loaded',
  I10: 'assembly is text',
  A1: 'accounting is arithmetic on counts',
  A2: 'accounting is arithmetic on counts',
};

/** Indices of {@link CASES} that a case exercises. */
export function exercisedBy(subject: RtlCase, machine: Accelerator): number[] {
  const exercise = new Exercise(subject, machine);
  return CASES.flatMap(([, , exercises], index) => (exercises(exercise) ? [index] : []));
}
