export type {
  CalibrateResult,
  CalibratedParameter,
  CalibratedPower,
  CalibrationControl,
  CalibrationPrediction,
  ShapeBin,
  ShapeFit,
  ShapePoint,
} from './calibrate.js';
export type { CompileResult, CompiledTile, MemoryUse, RealTimeResult } from './compile.js';
export type { ConfigResult, TileSummary, TransistorSummary, UnitSummary } from './config.js';
export type {
  LayerInfo,
  LinearMemoryInfo,
  MatrixInfo,
  NetworkInfo,
  ProgramInfo,
  ProgramTileInfo,
} from './info.js';
export {
  ENERGY_KINDS,
  ROW_KINDS,
  type AppliedRule,
  type Energy,
  type EnergyKind,
  type EnergyShare,
  type GatingShare,
  type ImplementationShare,
  type InstructionShare,
  type Ledger,
  type LedgerLeaf,
  type LedgerViews,
  type RowConditions,
  type RowKind,
  type RowPrice,
  type ScalingRule,
  type TableRowShare,
} from './ledger.js';
export type { Override } from './override.js';
export type { Interval, PowerIntervals, PowerReport, PowerShare } from './power.js';
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
export type {
  SizeCandidate,
  SizedMember,
  SizedTile,
  SizeFamily,
  SizeResult,
  SizeShortfall,
  SmallerChoice,
} from './size.js';
export { CONTRACT, VERSION } from './version.js';
export {
  METRICS,
  type CaseCheck,
  type Cause,
  type CheckResult,
  type Metric,
  type MetricCheck,
  type MovedPart,
  type Simulated,
  type SimulatedPart,
  type SimulatedRow,
  type Tolerances,
} from './check.js';
export type { CompareResult, ComparedDesign, ComparedShare } from './compare.js';
export type {
  Aim,
  AxisValue,
  PointStatus,
  Sensitivity,
  SweepHead,
  SweepRecord,
  SweepSummary,
  SweepTable,
} from './sweep.js';
export type { MicrocontrollerCycles, Platform, PlatformEvidence, PlatformsResult } from './platforms.js';
