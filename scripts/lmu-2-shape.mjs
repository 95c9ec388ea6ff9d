/**
 * Writes networks/lmu-2-shape.safetensors: the layer sizes that stand for the paper's LMU-2 (90,080 weights at 4 bits) with
 * seeded random weights. Cycles and, nearly, energy depend on the shape; predictions of this network mean nothing.
 * Once: npm run build && node scripts/lmu-2-shape.mjs
 * Prints how much of each vector is zero or saturated on the bootstrap network's features.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { decodeNetwork, encodeNetwork, ReferenceInference } from '../dist/network/index.js';
import { draws, lmuLayer, outputLayer } from './lmu-shape.mjs';

const TARGET = new URL('../networks/lmu-2-shape.safetensors', import.meta.url);
const BOOTSTRAP = new URL('../networks/kws-bootstrap.safetensors', import.meta.url);
const VECTORS = new URL('../test/data/kws/vectors.json', import.meta.url);

const draw = draws('lmu-2-shape', 4);
const bootstrap = decodeNetwork(readFileSync(BOOTSTRAP));

// Fractions by hand, so that on speech no vector dies out or sits at its limits: see the figures printed below.
const network = {
  name: 'lmu-2-shape',
  about:
    "The shape that stands for the paper's LMU-2: 20 -> 24x6 -> 160 -> 24x4 -> 96 -> 24x6 -> 96 -> 12 with recurrent " +
    'encoders [x, h] and hidden matrices [m, x], 90,080 weights at 4 bits. Theta 16, 16 and 48 frames are our assumption.',
  weightsAre: 'seeded random weights, not trained: for cycles and energy only, its predictions mean nothing',
  labels: bootstrap.labels,
  inputs: 20,
  inputFraction: bootstrap.inputFraction,
  weightBits: 4,
  features: bootstrap.features,
  layers: [
    lmuLayer(draw, {
      name: 'lmu0',
      ...{ inputs: 20, memories: 24, order: 6, theta: 16, units: 160 },
      fractions: { x: 5, h: 5, u: 4, m: 4 },
      weightFractions: { encoder: 5, hidden: 6 },
    }),
    lmuLayer(draw, {
      name: 'lmu1',
      ...{ inputs: 160, memories: 24, order: 4, theta: 16, units: 96 },
      fractions: { x: 5, h: 4, u: 4, m: 5 },
      weightFractions: { encoder: 5, hidden: 6 },
    }),
    lmuLayer(draw, {
      name: 'lmu2',
      ...{ inputs: 96, memories: 24, order: 6, theta: 48, units: 96 },
      fractions: { x: 4, h: 4, u: 4, m: 5 },
      weightFractions: { encoder: 5, hidden: 6 },
    }),
    outputLayer(draw, 96, 12, 4),
  ],
};

const bytes = encodeNetwork(network);
writeFileSync(TARGET, bytes);

/** Share in percent of a layer's values that are zero or were saturated, over every recording in one stream. */
function printActivity() {
  const inference = new ReferenceInference(decodeNetwork(bytes));
  const frames = JSON.parse(readFileSync(VECTORS, 'utf8')).clips.flatMap(({ features }) => features);
  const zeros = network.layers.map(() => ({ u: 0, m: 0, readout: 0, h: 0 }));
  const total = network.layers.map(() => ({ u: 0, m: 0, readout: 0, h: 0 }));
  for (const frame of frames) {
    inference.step(Int8Array.from(frame), ({ layer, ...vectors }) => {
      for (const [name, vector] of Object.entries(vectors)) {
        zeros[layer][name] += vector.filter((value) => value === 0).length;
        total[layer][name] += vector.length;
      }
    });
  }
  const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`;
  for (const [index, saturated] of inference.saturations.entries()) {
    for (const name of Object.keys(saturated).filter((key) => total[index][key] > 0)) {
      const whole = total[index][name];
      const [zero, clamped] = [percent(zeros[index][name], whole), percent(saturated[name], whole)];
      console.log(`${network.layers[index].name} ${name}: zero ${zero}, saturated ${clamped}`);
    }
  }
}

printActivity();
