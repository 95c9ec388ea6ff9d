import type { HardwareConfiguration } from '../hardware/index.js';
import { InputError, type Problem } from '../problems/index.js';
import type { FrameTiming } from '../timing/index.js';

/**
 * Refuses a configuration that misses real time (docs/accelerator.md, S4), with the shortfall and the clock that it needs.
 *
 * @throws InputError
 */
export function refuseMissedRealTime(hardware: HardwareConfiguration, { realTime }: FrameTiming): void {
  if (realTime.ok) return;
  const { perFrame_cycles, framePeriod_cycles, latency_cycles, maxLatency_cycles } = realTime;
  const needed_kHz =
    Math.ceil(
      1000 * Math.max(perFrame_cycles / hardware.framePeriod_ms, latency_cycles / hardware.maxLatency_ms),
    ) / 1000;
  const hint = `raise clock_kHz from ${hardware.clock_kHz} to at least ${needed_kHz}, add lanes, or run it all the same with --allow-missed-real-time`;
  const problems: Problem[] = [];
  if (perFrame_cycles > framePeriod_cycles) {
    problems.push({
      code: 'study.throughput',
      path: 'clock_kHz',
      message: `'${hardware.name}' misses real time: a frame takes ${perFrame_cycles - framePeriod_cycles} cycles too long`,
      expected: `at most ${framePeriod_cycles} cycles a frame`,
      received: String(perFrame_cycles),
      hint,
    });
  }
  if (latency_cycles > maxLatency_cycles) {
    problems.push({
      code: 'study.latency',
      path: 'clock_kHz',
      message: `'${hardware.name}' misses real time: a result comes ${latency_cycles - maxLatency_cycles} cycles too late`,
      expected: `a latency of at most ${maxLatency_cycles} cycles`,
      received: String(latency_cycles),
      hint,
    });
  }
  throw new InputError(problems);
}
