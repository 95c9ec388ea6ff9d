import { framePeriod_cycles, maxLatency_cycles, type HardwareConfiguration } from '../hardware/index.js';

/** What a configuration needs for a frame, and what real time allows (docs/accelerator.md, S4). */
export interface RealTime {
  readonly ok: boolean;
  /** Of the slowest tile (T7). */
  readonly perFrame_cycles: number;
  readonly framePeriod_cycles: number;
  readonly latency_cycles: number;
  readonly maxLatency_cycles: number;
}

export function realTimeOf(
  hardware: HardwareConfiguration,
  perFrame_cycles: number,
  latency_cycles: number,
): RealTime {
  const period = framePeriod_cycles(hardware);
  const maximum = maxLatency_cycles(hardware);
  return {
    ok: perFrame_cycles <= period && latency_cycles <= maximum,
    perFrame_cycles,
    framePeriod_cycles: period,
    latency_cycles,
    maxLatency_cycles: maximum,
  };
}
