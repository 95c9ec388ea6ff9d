import type { Activity, EventName, PortName, TileUnitName, UnitContext } from '../hardware/index.js';
import { instructionWords, type Gemv, type Instruction, type Legendre } from '../program/index.js';

/** A domain that works in a cycle: a bank, a lane, or 0. */
export interface ActiveDomain {
  readonly unit: TileUnitName;
  readonly port: PortName;
  readonly domain: number;
}

/** What one cycle of an instruction holds. */
export interface EnumeratedCycle {
  activity: Activity;
  readonly events: [EventName, number][];
  readonly active: ActiveDomain[];
  /** A word goes to the output channel. */
  writesChannel: boolean;
}

/**
 * A second reading of docs/accelerator.md, T2 to T5 and G1: every cycle of one execution, written down action by action as
 * the rules are worded. Slow and plain; the closed form must give the same sums. Checks besides that no port is used
 * twice in a cycle. recv is ready at once; halt ends before its first halted cycle.
 */
export function enumerateInstruction(instruction: Instruction, context: UnitContext): EnumeratedCycle[] {
  const words = instructionWords(instruction);
  const notes = new Notes(context);
  for (let i = 0; i < words; i++) {
    notes.label(i, 'fetch');
    notes.access(i, 'programSram', 'read', 0);
  }
  notes.label(words, 'decode');
  const e = words + 1;
  switch (instruction.op) {
    case 'halt':
      break;
    case 'gemv':
      gemvCycles(notes, instruction, context, e);
      break;
    case 'legendre':
      legendreCycles(notes, instruction, context, e);
      break;
    case 'clear':
      for (let i = 0; i < instruction.length; i++) {
        notes.label(e + i, 'clear');
        notes.access(
          e + i,
          instruction.memory === 'state' ? 'stateSram' : 'vectorSram',
          'write',
          instruction.base + i,
        );
      }
      break;
    default:
      notes.label(e, 'control');
  }
  notes.cycles.forEach((_, cycle) => notes.works(cycle, 'sequencer', 'unit', 0));
  if (instruction.op !== 'halt') notes.event(notes.cycles.length - 1, 'sequencer.issue', 1);
  return notes.cycles;
}

class Notes {
  readonly cycles: EnumeratedCycle[] = [];

  constructor(private readonly context: UnitContext) {}

  at(cycle: number): EnumeratedCycle {
    while (this.cycles.length <= cycle) {
      this.cycles.push({ activity: 'drain', events: [], active: [], writesChannel: false });
    }
    return this.cycles[cycle]!;
  }

  label(cycle: number, activity: Activity): void {
    this.at(cycle).activity = activity;
  }

  event(cycle: number, name: EventName, count: number): void {
    this.at(cycle).events.push([name, count]);
  }

  works(cycle: number, unit: TileUnitName, port: PortName, domain: number): void {
    const { active } = this.at(cycle);
    if (!active.some((other) => other.unit === unit && other.port === port && other.domain === domain)) {
      active.push({ unit, port, domain });
    }
  }

  /** A memory access: the event and the bank (M2). */
  access(
    cycle: number,
    unit:
      'programSram' | 'weightSram' | 'biasSram' | 'coefficientSram' | 'stateSram' | 'vectorSram' | 'channel',
    port: 'read' | 'write',
    address: number,
  ): void {
    if (this.at(cycle).active.some((other) => other.unit === unit && other.port === port)) {
      throw new Error(`${unit}.${port} is used twice in cycle ${cycle}`);
    }
    const slice = this.context.tile[unit];
    const bank = 'bankWords' in slice ? Math.floor(address / slice.bankWords) : 0;
    if ('banks' in slice && bank >= slice.banks) throw new Error(`${unit} has no word ${address}`);
    this.works(cycle, unit, port, bank);
    this.event(cycle, `${unit}.${port}` as EventName, 1);
  }
}

function gemvCycles(notes: Notes, gemv: Gemv, { tile, outputsPerCycle: P }: UnitContext, e: number): void {
  const L = tile.macArray.lanes;
  const elements = gemv.segments.flatMap(({ memory, base, length }) =>
    Array.from({ length }, (_, i) => ({ memory, address: base + Math.floor(i / P), fetches: i % P === 0 })),
  );
  const C = elements.length;
  const R = Math.ceil(gemv.rows / L);
  const rowsOf = (r: number): number => Math.min(L, gemv.rows - r * L);

  // F(r, 0) and S(r), as T4 words them.
  const F: number[] = [];
  const S: number[] = [];
  for (let r = 0; r < R; r++) {
    if (r === 0) F.push(e);
    else {
      const afterLastColumn = F[r - 1]! + C - 1 + 1;
      F.push(r === 1 ? afterLastColumn : Math.max(afterLastColumn, S[r - 2]! + L / P - 1));
      S.push(F[r]! + 1);
    }
  }
  const afterAll = F[R - 1]! + C - 1 + 2;
  S.push(R === 1 ? afterAll : Math.max(afterAll, S[R - 2]! + L / P));

  for (let r = 0; r < R; r++) {
    // A row tile waits before its first column; what the last one's capture waits is a stall as well.
    if (r > 0) for (let t = F[r - 1]! + C; t < F[r]!; t++) notes.label(t, 'drainStall');
    if (r === R - 1)
      for (let t = F[r]! + C; t < F[r]! + C + S[r]! - afterAll; t++) notes.label(t, 'drainStall');
    elements.forEach(({ memory, address, fetches }, c) => {
      const t = F[r]! + c;
      notes.label(t, 'issue');
      notes.access(t, 'weightSram', 'read', gemv.weightBase + r * C + c);
      if (fetches && memory === 'vector') notes.access(t, 'vectorSram', 'read', address);
      // The held buffer is one bank of the channel, whichever it is.
      if (fetches && memory === 'channel') notes.access(t, 'channel', 'read', 0);
      for (let lane = 0; lane < rowsOf(r); lane++) notes.works(t + 1, 'macArray', 'unit', lane);
      notes.event(t + 1, 'macArray.multiply', rowsOf(r));
      notes.event(t + 1, 'macArray.accumulate', rowsOf(r));
    });
    for (let lane = 0; lane < rowsOf(r); lane++) notes.works(S[r]!, 'macArray', 'unit', lane);
    notes.event(S[r]!, 'macArray.capture', rowsOf(r));
    for (let g = 0; g * P < rowsOf(r); g++) {
      const results = Math.min(P, rowsOf(r) - g * P);
      const word = r * (L / P) + g;
      if (gemv.biasBase !== undefined) notes.access(S[r]! + g, 'biasSram', 'read', gemv.biasBase + word);
      notes.works(S[r]! + 1 + g, 'postProcessor', 'unit', 0);
      notes.event(S[r]! + 1 + g, 'postProcessor.output', results);
      if (gemv.activation === 'table' && !gemv.raw) {
        notes.event(S[r]! + 1 + g, 'postProcessor.tableLookup', results);
      }
      if (gemv.argmax) notes.event(S[r]! + 1 + g, 'postProcessor.compare', results);
      notes.works(S[r]! + 2 + g, 'postProcessor', 'unit', 0);
      if (gemv.vectorBase !== undefined) {
        notes.access(S[r]! + 2 + g, 'vectorSram', 'write', gemv.vectorBase + word);
      }
      if (gemv.toChannel) notes.at(S[r]! + 2 + g).writesChannel = true;
    }
  }
}

function legendreCycles(
  notes: Notes,
  legendre: Legendre,
  { tile, outputsPerCycle: P }: UnitContext,
  e: number,
): void {
  const { order: d, memories: N } = legendre;
  const { mode, lanes: K } = tile.legendreUnit;
  const Q = Math.ceil(d / K);
  const Z = mode === 'dense' ? Q * (d + 1) : d;
  const a = (n: number): number => e + d + 1 + n * Z;
  for (let n = 0; n < N; n++) {
    for (let i = 0; i < d; i++) {
      const t = n === 0 ? e + i : a(n - 1) - 1 + i;
      notes.access(t, 'stateSram', 'read', legendre.stateBase + n * d + i);
      if (i === 0 && n % P === 0) notes.access(t, 'vectorSram', 'read', legendre.inputBase + n / P);
    }
    const written = (i: number, t: number): void => {
      notes.event(t, 'legendreUnit.requantise', 1);
      notes.access(t, 'stateSram', 'write', legendre.stateBase + n * d + i);
      const element = n * d + i;
      if (element % P === P - 1 || element === N * d - 1) {
        notes.access(t + 1, 'vectorSram', 'write', legendre.readoutBase + Math.floor(element / P));
      }
    };
    if (mode === 'dense') {
      for (let q = 0; q < Q; q++) {
        const rows = Math.min(K, d - q * K);
        for (let j = 0; j <= d; j++) {
          const t = a(n) + q * (d + 1) + j;
          notes.access(t - 1, 'coefficientSram', 'read', legendre.coefficientBase + q * (d + 1) + j);
          notes.event(t, 'legendreUnit.multiply', rows);
          notes.event(t, 'legendreUnit.accumulate', rows);
        }
        const lastColumn = a(n) + q * (d + 1) + d;
        for (let i = 0; i < rows; i++) written(q * K + i, lastColumn + i + 2);
      }
    } else {
      for (let i = 0; i < d; i++) {
        const t = a(n) + i;
        notes.event(t, 'legendreUnit.runningSum', 1);
        notes.access(t, 'coefficientSram', 'read', legendre.coefficientBase + i);
        notes.event(t + 1, 'legendreUnit.multiply', 1);
        notes.event(t + 1, 'legendreUnit.accumulate', 1);
        written(i, t + 2);
      }
    }
  }
  for (let t = e; t < notes.cycles.length; t++) {
    notes.label(t, 'legendre');
    notes.works(t, 'legendreUnit', 'unit', 0);
  }
}
