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
  RunResult,
  SaturationOutcome,
  SoundTreatment,
  TileOutcome,
} from './run.js';
export { CONTRACT, VERSION } from './version.js';
export {
  METRICS,
  type CaseCheck,
  type Cause,
  type CheckResult,
  type Measured,
  type MeasuredPart,
  type Metric,
  type MetricCheck,
  type MovedPart,
  type Tolerances,
} from './check.js';
export type { CompareResult, ComparedDesign, ComparedShare } from './compare.js';
