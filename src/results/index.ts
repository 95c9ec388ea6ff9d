export type { ConfigResult, TileSummary, UnitSummary } from './config.js';
export {
  ENERGY_KINDS,
  type Energy,
  type EnergyKind,
  type EnergyShare,
  type GatingShare,
  type InstructionShare,
  type Ledger,
  type LedgerLeaf,
  type LedgerViews,
  type TableRowShare,
} from './ledger.js';
export type { PowerReport, PowerShare } from './power.js';
export type {
  FrameOutcome,
  PowerBreakdown,
  RecordingOutcome,
  RecordingSummary,
  RunResult,
  RunSummary,
  SaturationOutcome,
  SoundTreatment,
  TileOutcome,
  UnitClocking,
} from './run.js';
export { CONTRACT, VERSION } from './version.js';
