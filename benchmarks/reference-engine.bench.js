/**
 * The reference engine against the bare arithmetic of the same network: how much a cycle costs beyond its products.
 * Once with frames that come faster than the machine takes them, so that no cycle sleeps, and once in real time, where the
 * tile sleeps in two cycles of three; both step every cycle.
 */
import { readFileSync } from 'node:fs';
import { compile } from '../dist/compiler/index.js';
import { framePeriod_cycles, parseHardware } from '../dist/hardware/index.js';
import { decodeNetwork, ReferenceInference } from '../dist/network/index.js';
import { Accelerator } from '../dist/simulator/index.js';
import { frameTiming } from '../dist/timing/index.js';

const ENGINE = 'reference engine, a frame of lmu-2-shape on 16 lanes, busy throughout';
const REAL_TIME = 'reference engine, the same in real time: a frame period of 20,000 cycles';
const BASELINE = 'integer reference inference of the same frame (baseline)';

const read = (path) => readFileSync(new URL(path, import.meta.url));
const network = decodeNetwork(read('../networks/lmu-2-shape.safetensors'));
const realTime = parseHardware(String(read('../hw-configs/single-1mhz.yaml')));
const hardware = { ...realTime, framePeriod_ms: 1 };
const program = compile(network, hardware);
const { perFrame_cycles } = frameTiming(program, hardware);

export function addTo(bench) {
  const machine = new Accelerator(program, hardware);
  const reference = new ReferenceInference(network);
  const frames = Array.from({ length: 64 }, (_, n) =>
    Int8Array.from({ length: 20 }, (_, i) => ((n * 31 + i * 57) % 255) - 127),
  );
  let next = 0;
  const frame = () => frames[next++ % frames.length];
  machine.feed(frame());
  bench.add(ENGINE, () => {
    machine.feed(frame());
    machine.runToNextResult();
  });
  const patient = new Accelerator(program, realTime);
  patient.feed(frame());
  bench.add(REAL_TIME, () => {
    patient.feed(frame());
    const end = patient.cycle + framePeriod_cycles(realTime);
    while (patient.cycle < end) patient.step();
  });
  bench.add(BASELINE, () => reference.step(frame()));
}

/** @returns {string[]} lines to print under the table */
export function conclude(bench) {
  const [engine_ns, realTime_ns, baseline_ns] = [ENGINE, REAL_TIME, BASELINE].map(
    (name) => bench.getTask(name).result.latency.p50 * 1e6,
  );
  return [
    `${((perFrame_cycles / engine_ns) * 1e3).toFixed(1)} million tile-cycles a second (median), none of them asleep`,
    `${((framePeriod_cycles(realTime) / realTime_ns) * 1e3).toFixed(1)} million tile-cycles a second (median) in real time, every one stepped`,
    `${(engine_ns / baseline_ns).toFixed(1)} times the bare inference`,
  ];
}
