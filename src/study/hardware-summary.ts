import {
  actionDeclaration,
  allTransistors,
  configurationHash,
  framePeriod_cycles,
  hardwareSizes,
  maxLatency_cycles,
  sumOfTransistors,
  type HardwareConfiguration,
  type TileHardware,
  type Transistors,
  type UnitSize,
} from '../hardware/index.js';
import { VERSION, type ConfigResult, type TransistorSummary, type UnitSummary } from '../results/index.js';

const KINDS: ConfigResult['transistorKinds'] = {
  logic: 'fitted to synthesis',
  clockGates: 'cited',
  sramCells: 'derived',
  sramPeriphery: 'assumed',
  tables: 'assumed',
};

const transistorsOf = (size: Transistors): TransistorSummary => ({
  logic: size.logic_transistors,
  clockGates: size.clockGate_transistors,
  sramCells: size.sramCell_transistors,
  sramPeriphery: size.sramPeriphery_transistors,
  tables: size.table_transistors,
  total: allTransistors(size),
});

/** What a configuration is built of: sizes by tile and unit, the budget of a frame, the policies. */
export function summariseHardware(hardware: HardwareConfiguration): ConfigResult {
  const sizes = hardwareSizes(hardware);
  const { name, about, technology, clock_kHz, framePeriod_ms, maxLatency_ms, outputsPerCycle, wake_cycles } =
    hardware;
  return {
    schema: 'lmusim.config/1',
    version: VERSION,
    hardware: { name, about, sha256: configurationHash(hardware) },
    technology,
    clock_kHz,
    framePeriod_ms,
    framePeriod_cycles: framePeriod_cycles(hardware),
    maxLatency_ms,
    maxLatency_cycles: maxLatency_cycles(hardware),
    outputsPerCycle,
    wake_cycles,
    memory_bits: sizes.memory_bits,
    transistors: transistorsOf(sizes),
    transistorKinds: KINDS,
    tiles: hardware.tiles.map((tile, index) => {
      const units = sizes.tiles[index]!;
      return {
        tile: index,
        memory_bits: units.reduce((sum, { memory_bits }) => sum + memory_bits, 0),
        transistors: transistorsOf(sumOfTransistors(units)),
        units: units.map((size) => summariseUnit(size, tile, outputsPerCycle)),
      };
    }),
  };
}

function summariseUnit(size: UnitSize, tile: TileHardware, outputsPerCycle: number): UnitSummary {
  const { unit, memory_bits } = size;
  const slice: { readonly clockGating?: string; readonly retention?: boolean } =
    unit === 'alwaysOn' ? {} : tile[unit];
  return {
    unit,
    memory_bits,
    ...(memory_bits === 0 ? {} : wordsOf(unit, memory_bits, tile, outputsPerCycle)),
    transistors: transistorsOf(size),
    clockGating: slice.clockGating ?? 'never',
    ...(slice.retention === undefined ? {} : { retention: slice.retention }),
  };
}

/** A read takes one word, so its width is the word's. */
function wordsOf(
  unit: UnitSize['unit'],
  memory_bits: number,
  tile: TileHardware,
  outputsPerCycle: number,
): Pick<UnitSummary, 'memory_words' | 'word_bits'> {
  const word_bits = actionDeclaration(unit, 'read').widths_bits({ tile, outputsPerCycle })[0]!;
  return { memory_words: memory_bits / word_bits, word_bits };
}
