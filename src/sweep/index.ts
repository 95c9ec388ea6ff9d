export { accuracyOf, labelOfName, parseLabels, type LabelledRecording } from './accuracy.js';
export { hardwareOfPoint } from './best.js';
export type { AxisValues } from './combine.js';
export { columnsOf, csvLines, type Column } from './columns.js';
export {
  defineSweep,
  parseSweep,
  type AxisDefinition,
  type LeastRule,
  type SampleDefinition,
  type SweepChanges,
  type SweepDefinition,
} from './definition.js';
export type { Expression } from './expression.js';
export { PointEvaluator, type SweepPoint } from './evaluate.js';
export { figureData, type FigureData, type FigureWish } from './figure-data.js';
export { headOf } from './head.js';
export type { NamedSweep, SweepInputs, SweepNames } from './inputs.js';
export { manifestOf, type Manifest } from './manifest.js';
export { loadWriter, parquetFile } from './parquet.js';
export { planSweep, type SweepPlan } from './plan.js';
export { requantised, type Widths } from './requantise.js';
export { slurmScript } from './slurm.js';
export { pointsOf, sweep, type Shard, type Sweep, type SweepOptions } from './sweep.js';
