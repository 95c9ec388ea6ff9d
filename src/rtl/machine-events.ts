import {
  ACTIVITIES,
  FIELD_NAMES,
  totalOf,
  type HardwareConfiguration,
  type PortName,
  type TileUnitName,
} from '../hardware/index.js';
import type { Program } from '../program/index.js';
import { Accelerator, type MemoryAccess } from '../simulator/index.js';
import { hexWord } from './hex-words.js';
import type { EventRecord } from './lockstep.js';

/** Ports in the order of an event of clocks (rtl/bench/tileMonitor.sv), with the digits of a count. */
const CLOCKS: readonly (readonly [TileUnitName, PortName, number])[] = [
  ['sequencer', 'unit', 4],
  ['programSram', 'read', 4],
  ['macArray', 'unit', 4],
  ['weightSram', 'read', 4],
  ['biasSram', 'read', 4],
  ['postProcessor', 'unit', 4],
  ['legendreUnit', 'unit', 4],
  ['coefficientSram', 'read', 4],
  ['stateSram', 'read', 4],
  ['stateSram', 'write', 4],
  ['vectorSram', 'read', 4],
  ['vectorSram', 'write', 4],
  ['channel', 'read', 2],
  ['channel', 'write', 2],
];

/** Counters of the whole run that are compared besides: what no single event says. */
const COUNTED: readonly string[] = [
  ...ACTIVITIES.map((activity) => `activity.${activity}`),
  'sequencer.issue',
  'macArray.multiply',
  'macArray.capture',
  'macArray.zeroProduct',
  'macArray.operandToggle',
  'weightSram.readToggle',
  'postProcessor.output',
  'postProcessor.tableLookup',
  'postProcessor.compare',
  'legendreUnit.multiply',
  'legendreUnit.runningSum',
  'legendreUnit.requantise',
  'programSram.read.retained',
  'weightSram.read.retained',
  'biasSram.read.retained',
  'coefficientSram.read.retained',
  'stateSram.read.retained',
  'stateSram.write.retained',
  'vectorSram.read.retained',
  'vectorSram.write.retained',
];

/** What was last said about a tile, and words that show in the next cycle. */
interface Watched {
  readonly clocks: Int32Array;
  readonly slots: Int32Array;
  full: number;
  held: number;
  shown: string[];
}

/**
 * The events of a simulated machine, in the words of rtl/bench: a line for each access, retirement, result, and for each
 * change of clocks and channel flags.
 */
export class MachineEvents {
  readonly machine: Accelerator;
  private lines: string[] = [];
  private readonly watched: Watched[];
  private readonly bits: readonly Readonly<Partial<Record<TileUnitName, number>>>[];

  constructor(program: Program, hardware: HardwareConfiguration, frames: readonly Int8Array[]) {
    this.machine = new Accelerator(program, hardware, {
      probe: {
        onCycle: () => this.onCycle(),
        onAccess: (access) => this.onAccess(access),
        onRetire: ({ cycle, tile, instruction: { address, instruction } }) => {
          this.lines.push(`${cycle} ${tile} retires ${address}`);
          if (instruction.op !== 'send' || !instruction.result) return;
          const { postProcessor } = this.machine.tiles[tile]!;
          const scores = this.machine.inspect(tile, 'scores');
          const digits = hexWord(
            scores.length === 0 ? [0] : scores,
            hardware.tiles[tile]!.macArray.accumulatorBits,
          );
          this.lines.push(`${cycle} ${tile} presents ${postProcessor.prediction} ${digits}`);
        },
      },
    });
    for (const frame of frames) this.machine.feed(frame);
    this.watched = this.machine.tiles.map((tile) => {
      const positions = tile.clocks().map(({ unit, port }) => `${unit}.${port}`);
      return {
        clocks: new Int32Array(2 * CLOCKS.length).fill(-1),
        slots: Int32Array.from(CLOCKS, ([unit, port]) => positions.indexOf(`${unit}.${port}`)),
        full: -1,
        held: -1,
        shown: [],
      };
    });
    this.bits = hardware.tiles.map((tile) => ({
      programSram: 32,
      weightSram: tile.macArray.weightBits,
      biasSram: 16,
      coefficientSram: tile.legendreUnit.coefficientBits,
      stateSram: tile.stateSram.stateBits,
      vectorSram: 8,
      channel: 8,
    }));
  }

  /** Steps until something happens, or `end` cycles have been executed. */
  next(end: number): EventRecord | undefined {
    while (this.machine.cycle < end) {
      const { cycle } = this.machine;
      this.lines = [];
      for (const watched of this.watched) {
        this.lines.push(...watched.shown);
        watched.shown = [];
      }
      this.machine.step();
      if (this.lines.length > 0) return { cycle, lines: this.lines.sort() };
    }
    return undefined;
  }

  /** What the machine has counted so far, as rtl/bench/tileCounters.sv reports it in the cycle after the last. */
  totals(): EventRecord {
    const { cycle } = this.machine;
    const lines = this.machine.tiles.flatMap((_, tile) => {
      const counts = this.machine.counts(tile);
      const total = (name: string): number => totalOf(counts, FIELD_NAMES.indexOf(name));
      return [
        ...COUNTED.map((name) => `${cycle} ${tile} count ${name} ${total(name)}`),
        ...Object.entries(this.machine.saturations[tile]!).map(
          ([place, count]) => `${cycle} ${tile} saturations ${place} ${count}`,
        ),
      ];
    });
    return { cycle, lines: lines.sort() };
  }

  private onAccess({ cycle, tile, unit, port, bank, address, data }: MemoryAccess): void {
    const word = `${unit} ${bank} ${address} ${hexWord(data, this.bits[tile]![unit]!)}`;
    if (port === 'write') this.lines.push(`${cycle} ${tile} write ${word}`);
    else this.watched[tile]!.shown.push(`${cycle + 1} ${tile} read ${word}`);
  }

  private onCycle(): void {
    const { cycle, tiles } = this.machine;
    for (let index = 0; index < tiles.length; index++) {
      const watched = this.watched[index]!;
      const tile = tiles[index]!;
      const views = tile.clocks();
      let changed = false;
      for (let i = 0; i < CLOCKS.length; i++) {
        const { active, idleClocked } = views[watched.slots[i]!]!;
        if (watched.clocks[2 * i] === active && watched.clocks[2 * i + 1] === active + idleClocked) continue;
        watched.clocks[2 * i] = active;
        watched.clocks[2 * i + 1] = active + idleClocked;
        changed = true;
      }
      if (changed) this.lines.push(`${cycle} ${index} clocks ${clockDigits(watched.clocks)}`);
      const { full, held } = tile.channel;
      if (full !== watched.full || held !== watched.held) {
        watched.full = full;
        watched.held = held;
        this.lines.push(`${cycle} ${index} flags ${full} ${held}`);
      }
    }
  }
}

function clockDigits(clocks: Int32Array): string {
  return CLOCKS.map(([, , digits], i) =>
    [clocks[2 * i]!, clocks[2 * i + 1]!].map((count) => count.toString(16).padStart(digits, '0')).join(''),
  ).join('');
}
