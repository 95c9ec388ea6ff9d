// Steps the accelerator clock by clock and watches one unit: what the weight memory of tile 0 reads in a frame.
import { Accelerator, compile } from 'lmusim';
import { DEFAULT_RECORDING, loadHardware, loadNetwork, loadRecording } from 'lmusim/node';

const network = loadNetwork('kws-bootstrap');
const hardware = loadHardware('paper-22nm');
const [frame] = loadRecording(DEFAULT_RECORDING, network).frames;

const reads = [];
const instructions = [];
const machine = new Accelerator(compile(network, hardware), hardware, {
  probe: {
    onAccess: ({ tile, unit, cycle, address }) => {
      if (tile === 0 && unit === 'weightSram') reads.push({ cycle, address });
    },
    onRetire: ({ tile, cycle, instruction }) => {
      if (tile === 0) instructions.push(`${cycle} ${instruction.instruction.op}`);
    },
  },
});
machine.feed(frame);

let result;
while (result === undefined) result = machine.step();

console.log(`tile 0 retired: ${instructions.join(', ')}`);
console.log(`${reads.length} weight words read, in cycles ${reads[0].cycle} to ${reads.at(-1).cycle}`);
console.log(`memory 0 after the frame: ${machine.inspect(0, 'stateSram').slice(0, 6).join(' ')}`);
console.log(`result in cycle ${result.result_cycle}: ${network.labels[result.prediction]}`);
