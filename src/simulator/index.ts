export { Accelerator, type FrameResult, type InspectableMemory, type MachineOptions } from './accelerator.js';
export type { ClockView } from './clocked-port.js';
export type { MemoryAccess, Probe, Retirement } from './probe.js';
export type { AccountedFrames, Accounting } from './accounted-tiles.js';
export { frameRun, type FrameRun } from './frame-run.js';
export { runFrames, type Run, type RunOptions } from './run.js';
export type { SaturationPlace } from './tile-context.js';
export type { Saturations } from './tile.js';
