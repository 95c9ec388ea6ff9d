// Listens: frames from any source, a decision as soon as the accelerator has made it.
import { readFileSync } from 'node:fs';
import { streamRecordings, wavStream } from 'lmusim';
import { DEFAULT_RECORDING, loadHardware, loadNetwork, loadTable } from 'lmusim/node';

const network = loadNetwork('kws-bootstrap');

/** Stands for a microphone: a WAV file in pieces of 0.1 s. */
async function* microphone() {
  const bytes = readFileSync(DEFAULT_RECORDING);
  for (let start = 0; start < bytes.length; start += 3200) yield bytes.subarray(start, start + 3200);
}

const stream = streamRecordings({
  network,
  hardware: loadHardware('paper-22nm'),
  table: loadTable('22nm-calibrated'),
  recordings: [wavStream('microphone', microphone(), network)],
});

let heard = '';
for await (const { frame, prediction, scores, result_cycle } of stream) {
  if (prediction !== heard) {
    const ms = (result_cycle / stream.head.hardware.clock_kHz).toFixed(1);
    console.log(`frame ${frame}, known after ${ms} ms: ${prediction} (${Math.max(...scores)})`);
  }
  heard = prediction;
}
const { recordings, power } = stream.summary;
const [p5, p95] = power.total_uW_p5_p95;
console.log(
  `${recordings[0].frames} frames at ${power.total_uW.toFixed(2)} uW (5-95 %: ${p5.toFixed(2)} to ${p95.toFixed(2)})`,
);
