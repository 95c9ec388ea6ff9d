/**
 * The reference engine against the bare arithmetic of the same network: how much a cycle costs beyond its products.
 * Frames come faster than the machine takes them, so no cycle sleeps.
 */
import { readFileSync } from 'node:fs';
import { compile } from '../dist/compiler/index.js';
import { parseHardware } from '../dist/hardware/index.js';
import { decodeNetwork, ReferenceInference } from '../dist/network/index.js';
import { Accelerator } from '../dist/simulator/index.js';
import { frameTiming } from '../dist/timing/index.js';

const ENGINE = 'reference engine, a frame of lmu-2-shape on 16 lanes';
const BASELINE = 'integer reference inference of the same frame (baseline)';

const read = (path) => readFileSync(new URL(path, import.meta.url));
const network = decodeNetwork(read('../networks/lmu-2-shape.safetensors'));
const hardware = { ...parseHardware(String(read('../hw-configs/single-1mhz.yaml'))), framePeriod_ms: 1 };
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
  bench.add(BASELINE, () => reference.step(frame()));
}

/** @returns {string[]} lines to print under the table */
export function conclude(bench) {
  const [engine_ns, baseline_ns] = [ENGINE, BASELINE].map(
    (name) => bench.getTask(name).result.latency.p50 * 1e6,
  );
  return [
    `${((perFrame_cycles / engine_ns) * 1e3).toFixed(1)} million tile-cycles a second (median), none of them asleep`,
    `${(engine_ns / baseline_ns).toFixed(1)} times the bare inference`,
  ];
}
