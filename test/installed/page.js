/** A page's script: runs the shipped clip and posts the JSON, or what went wrong. */
import { decodeNetwork, parseEnergyTable, parseHardware, recordingFromWav, simulate } from 'lmusim';

async function bytes(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const text = async (path) => new TextDecoder().decode(await bytes(path));

async function result() {
  const network = decodeNetwork(await bytes('networks/kws-bootstrap.safetensors'));
  const run = simulate({
    network,
    hardware: parseHardware(await text('hw-configs/paper-22nm.yaml')),
    table: parseEnergyTable(await text('tables/22nm-calibrated.yaml')),
    recordings: [recordingFromWav('yes.wav', await bytes('examples/yes.wav'), network)],
  });
  return `${JSON.stringify(run, null, 2)}\n`;
}

const answer = await result().catch((error) => error.stack);
await fetch('answer', { method: 'POST', body: answer });
