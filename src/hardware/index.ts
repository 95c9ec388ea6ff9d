export type { ClockGating } from './clock-gating.js';
export { clock_Hz, frameDue_cycles, framePeriod_cycles, maxLatency_cycles } from './clock.js';
export {
  checkConfiguration,
  hardwareJsonSchema,
  type ConfigurationCheck,
  type HardwareConfiguration,
  type SectionReader,
} from './configuration.js';
export {
  addCounts,
  copyCounts,
  differences,
  emptyCounts,
  subtractCounts,
  withInputOf,
  totalOf,
  type TileCounts,
} from './counts.js';
export {
  architectureHash,
  architectureOf,
  canonicalJson,
  configurationHash,
  sha256Hex,
  sha256HexAfter,
} from './fingerprint.js';
export { defineHardware, overrideHardware, parseHardware } from './hardware-file.js';
export { parseOverride } from './override.js';
export {
  allTransistors,
  hardwareSizes,
  leakingLogic,
  sumOfTransistors,
  type HardwareSizes,
  type Transistors,
  type UnitSize,
} from './sizes.js';
export type { TileHardware } from './tile-hardware.js';
export type { ActionDeclaration, PortName, UnitContext, UnitDeclaration } from './unit.js';
export { BIAS_BITS } from './units/bias-sram.js';
export { TILE_UNITS } from './units/index.js';
export { TABLE_ENTRIES } from './units/post-processor.js';
export { ACTIVATION_BITS } from './units/vector-sram.js';
export {
  ACTIVITIES,
  CLOCK_STATES,
  FIELDS,
  FIELD_NAMES,
  actionDeclaration,
  activityField,
  clockField,
  eventField,
  unitDeclaration,
  type Activity,
  type ClockState,
  type EventName,
  type Field,
  type TileUnitName,
  type UnitName,
} from './vocabulary.js';
