import type { HardwareConfiguration } from './configuration.js';

/** The clock in whole Hz. */
export function clock_Hz(hardware: HardwareConfiguration): number {
  return Math.round(hardware.clock_kHz * 1000);
}

/** Whole cycles that fit in a frame period: what real time allows the slowest tile (docs/accelerator.md, S4). */
export function framePeriod_cycles(hardware: HardwareConfiguration): number {
  return Number(cycleProduct(hardware) / 1_000_000n);
}

/** Whole cycles that fit in the greatest latency. */
export function maxLatency_cycles(hardware: HardwareConfiguration): number {
  return Math.floor((clock_Hz(hardware) * Math.round(hardware.maxLatency_ms * 1000)) / 1e6);
}

/** ceil(frame x clock x framePeriod): when a frame is due, in cycles after frame 0 (H7). Exact for any frame. */
export function frameDue_cycles(hardware: HardwareConfiguration, frame: number): number {
  return Number((BigInt(frame) * cycleProduct(hardware) + 999_999n) / 1_000_000n);
}

function cycleProduct(hardware: HardwareConfiguration): bigint {
  return BigInt(clock_Hz(hardware)) * BigInt(Math.round(hardware.framePeriod_ms * 1000));
}
