/**
 * Writes networks/lmu-2-shape.safetensors: the layer sizes that stand for the paper's LMU-2 (90,080 weights at 4 bits) with
 * seeded random weights. Cycles and, nearly, energy depend on the shape; predictions of this network mean nothing.
 * Once: npm run build && node scripts/lmu-2-shape.mjs
 * Prints how much of each vector is zero or saturated on the bootstrap network's features.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expm, matrix } from 'mathjs';
import seedrandom from 'seedrandom';
import { decodeNetwork, encodeNetwork, ReferenceInference } from '../dist/network/index.js';

const TARGET = new URL('../networks/lmu-2-shape.safetensors', import.meta.url);
const BOOTSTRAP = new URL('../networks/kws-bootstrap.safetensors', import.meta.url);
const VECTORS = new URL('../test/data/kws/vectors.json', import.meta.url);

const random = seedrandom.alea('lmu-2-shape');
/** A whole number of -limit..limit, each as likely. */
const uniform = (limit) => Math.floor(random() * (2 * limit + 1)) - limit;

const STATE_BITS = 16;
const COEFFICIENT_FRACTION = 8;

/**
 * A and B of the Legendre delay (Voelker, Kajic and Eliasmith 2019, equation 2), one frame of zero-order hold:
 * exp([[A, B], [0, 0]] / theta) holds both.
 */
function zeroOrderHold(order, theta) {
  const entry = (i, j) => {
    if (i === order) return 0;
    const sign = j === order ? (-1) ** i : i < j ? -1 : (-1) ** (i - j + 1);
    return ((2 * i + 1) * sign) / theta;
  };
  const indices = Array.from({ length: order + 1 }, (_, index) => index);
  const step = expm(matrix(indices.map((i) => indices.map((j) => entry(i, j))))).toArray();
  const quantised = (value) => Math.floor(value * 2 ** COEFFICIENT_FRACTION + 0.5);
  return {
    rule: 'dense',
    A: Int16Array.from(step.slice(0, order).flatMap((row) => row.slice(0, order).map(quantised))),
    B: Int16Array.from(step.slice(0, order).map((row) => quantised(row[order]))),
  };
}

/** Weights uniform in -7..7; the bias, when wanted, uniform within its limit at the accumulator's scale. */
function projection(rows, columns, sources, biasLimit, numbers) {
  return {
    rows,
    columns,
    sources,
    weights: Int8Array.from({ length: rows * columns }, () => uniform(7)),
    bias: biasLimit === 0 ? undefined : Int16Array.from({ length: rows }, () => uniform(biasLimit)),
    table: undefined,
    ...numbers,
  };
}

function lmuLayer({ name, inputs, memories, order, theta, units, fractions, weightFractions }) {
  const { x, h, u, m } = fractions;
  const encoderInput = Math.max(x, h);
  const hiddenInput = Math.max(m, x);
  return {
    kind: 'lmu',
    name,
    inputs,
    memories,
    order,
    theta_frames: theta,
    discretisation: 'zoh',
    units,
    stateBits: STATE_BITS,
    stateFraction: u + STATE_BITS - 9,
    coefficientFraction: COEFFICIENT_FRACTION,
    readoutFraction: m,
    update: zeroOrderHold(order, theta),
    encoder: projection(
      memories,
      inputs + units,
      [
        { source: 'x', align: encoderInput - x },
        { source: 'h', align: encoderInput - h },
      ],
      0,
      {
        weightFraction: weightFractions.encoder,
        inputFraction: encoderInput,
        activation: 'identity',
        output: { kind: 'vector', fraction: u },
      },
    ),
    hidden: projection(
      units,
      memories * order + inputs,
      [
        { source: 'm', align: hiddenInput - m },
        { source: 'x', align: hiddenInput - x },
      ],
      256,
      {
        weightFraction: weightFractions.hidden,
        inputFraction: hiddenInput,
        activation: 'relu',
        output: { kind: 'vector', fraction: h },
      },
    ),
  };
}

function outputLayer(inputs, units, inputFraction) {
  return {
    kind: 'dense',
    name: 'output',
    inputs,
    units,
    projection: projection(units, inputs, [{ source: 'x', align: 0 }], 256, {
      weightFraction: 4,
      inputFraction,
      activation: 'identity',
      output: { kind: 'raw' },
    }),
  };
}

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
    lmuLayer({
      name: 'lmu0',
      ...{ inputs: 20, memories: 24, order: 6, theta: 16, units: 160 },
      fractions: { x: 5, h: 5, u: 4, m: 4 },
      weightFractions: { encoder: 5, hidden: 6 },
    }),
    lmuLayer({
      name: 'lmu1',
      ...{ inputs: 160, memories: 24, order: 4, theta: 16, units: 96 },
      fractions: { x: 5, h: 4, u: 4, m: 5 },
      weightFractions: { encoder: 5, hidden: 6 },
    }),
    lmuLayer({
      name: 'lmu2',
      ...{ inputs: 96, memories: 24, order: 6, theta: 48, units: 96 },
      fractions: { x: 4, h: 4, u: 4, m: 5 },
      weightFractions: { encoder: 5, hidden: 6 },
    }),
    outputLayer(96, 12, 4),
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
