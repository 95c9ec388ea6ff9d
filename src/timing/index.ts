export type { Accounting } from './accounting.js';
export { countsBetween } from './counts.js';
export type { Execution, PortWork } from './execution.js';
export { frameTiming, type FrameTiming, type TileTiming } from './frame-timing.js';
export { instructionTiming, type InstructionTiming } from './instruction-timing.js';
export type { RealTime } from './real-time.js';
export type { FrameOnTile, Schedule, TileSchedule } from './schedule.js';
export { timeProgram, type ProgramTiming, type TimedFrame } from './time-program.js';
export type { Window } from './window.js';
