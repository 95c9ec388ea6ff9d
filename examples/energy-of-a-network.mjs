// Where the energy of an inference goes: a network on two accelerators.
import { simulate } from 'lmusim';
import { DEFAULT_RECORDING, loadHardware, loadNetwork, loadRecording, loadTable } from 'lmusim/node';

const network = loadNetwork('kws-bootstrap');
const recordings = [loadRecording(DEFAULT_RECORDING, network)];
const table = loadTable('22nm-calibrated');

for (const name of ['paper-22nm', 'single-1mhz']) {
  const { energy, power, cycles } = simulate({ network, hardware: loadHardware(name), table, recordings });
  const [p5, p95] = energy.perInference_nJ_p5_p95;
  console.log(
    `${name}: ${energy.perInference_nJ.toFixed(1)} nJ an inference (5-95 %: ${p5.toFixed(1)} to ${p95.toFixed(1)}), ${cycles.perFrame} cycles a frame`,
  );
  const units = Object.entries(power.byUnit_uW).sort(([, a], [, b]) => b - a);
  for (const [unit, uW] of units.slice(0, 3)) {
    console.log(`  ${unit.padEnd(12)} ${((100 * uW) / power.total_uW).toFixed(1).padStart(5)} %`);
  }
}
