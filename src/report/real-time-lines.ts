import type { RealTimeResult } from '../results/index.js';
import { field, type Page } from './layout.js';
import { grouped, percent } from './numbers.js';

/** Whether real time is met, and by how much. */
export function realTimeLines(realTime: RealTimeResult, page: Page): string[] {
  const { style } = page;
  const { ok, perFrame_cycles, framePeriod_cycles, latency_cycles, maxLatency_cycles } = realTime;
  const line = (label: string, used: number, allowed: number): string[] =>
    field(
      page,
      label,
      `${grouped(used)} of ${grouped(allowed)} cycles, ${percent(used, allowed)} %`,
      used > allowed ? style.bad : style.strong,
    );
  return [
    `${style.heading('Real time')} ${ok ? style.good('met') : style.bad('MISSED')}`,
    ...line('frame', perFrame_cycles, framePeriod_cycles),
    ...line('latency', latency_cycles, maxLatency_cycles),
  ];
}
