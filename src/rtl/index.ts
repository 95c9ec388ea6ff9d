export { rtlFolder, type RtlFolder } from './export.js';
export { Lockstep, differenceText, type Difference, type EventRecord, type Side } from './lockstep.js';
export { MachineEvents } from './machine-events.js';
