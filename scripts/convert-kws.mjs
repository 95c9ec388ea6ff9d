/**
 * Writes networks/kws-bootstrap.safetensors from the network as its training left it (test/data/kws/network.json).
 * Once: npm run build && node scripts/convert-kws.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { encodeNetwork } from '../dist/network/index.js';

const SOURCE = new URL('../test/data/kws/network.json', import.meta.url);
const TARGET = new URL('../networks/kws-bootstrap.safetensors', import.meta.url);

/** The source orders readout columns by order (order index * memories + memory); ours by memory. */
function memoryMajor(row, memories, order) {
  const readouts = Array.from({ length: memories * order }, (_, column) => {
    const [memory, i] = [Math.floor(column / order), column % order];
    return row[i * memories + memory];
  });
  return [...readouts, ...row.slice(memories * order)];
}

function projection(sources, weights, numbers) {
  return {
    rows: weights.length,
    columns: weights[0].length,
    sources,
    weights: Int8Array.from(weights.flat()),
    bias: undefined,
    table: undefined,
    ...numbers,
  };
}

function lmuLayer(layer, index, inputFraction) {
  const { inputs, memories, order, units, stateBits, stateFraction, coefficientFraction, readoutFraction } =
    layer;
  const common = layer.hidden.commonInputFraction;
  const hiddenSources = [{ source: 'm', align: common - readoutFraction }];
  if (layer.inputToHidden) hiddenSources.push({ source: 'x', align: common - inputFraction });
  const hiddenWeights = layer.hidden.weights.map((row) => memoryMajor(row, memories, order));
  return {
    kind: 'lmu',
    name: `lmu${index}`,
    inputs,
    memories,
    order,
    theta_frames: layer.theta,
    discretisation: layer.discretizer,
    units,
    stateBits,
    stateFraction,
    coefficientFraction,
    readoutFraction,
    update: { rule: 'dense', A: Int16Array.from(layer.A.flat()), B: Int16Array.from(layer.B) },
    encoder: projection([{ source: 'x', align: 0 }], layer.encoder.weights, {
      weightFraction: layer.encoder.fraction,
      inputFraction,
      activation: 'identity',
      output: { kind: 'vector', fraction: layer.memoryInputFraction },
    }),
    hidden: projection(hiddenSources, hiddenWeights, {
      weightFraction: layer.hidden.fraction,
      inputFraction: common,
      bias: Int16Array.from(layer.hidden.bias),
      activation: layer.activation,
      output: { kind: 'vector', fraction: layer.hidden.outputFraction },
    }),
  };
}

function denseLayer(layer, inputFraction) {
  return {
    kind: 'dense',
    name: 'output',
    inputs: layer.inputs,
    units: layer.units,
    projection: projection([{ source: 'x', align: 0 }], layer.weights, {
      weightFraction: layer.fraction,
      inputFraction,
      bias: Int16Array.from(layer.bias),
      activation: 'identity',
      output: { kind: 'raw' },
    }),
  };
}

function convert(source) {
  const { frame, features } = source;
  const fractions = [features.fraction, ...source.layers.map((layer) => layer.hidden?.outputFraction)];
  return {
    name: source.name,
    about: source.about,
    weightsAre: 'trained with hardware-aware training on synthetic speech',
    labels: source.labels,
    inputs: source.layers[0].inputs,
    inputFraction: features.fraction,
    weightBits: 4,
    features: {
      kind: 'mfcc',
      sampleRate_Hz: frame.sampleRate,
      hop_samples: frame.hop,
      window_samples: frame.fft,
      melBands: features.mel.bands,
      lowest_Hz: features.mel.lowHz,
      highest_Hz: features.mel.highHz,
      logOffset: 1e-4,
      coefficients: features.mean.length,
      mean: features.mean,
      standardDeviation: features.standardDeviation,
      fraction: features.fraction,
    },
    layers: source.layers.map((layer, index) =>
      layer.type === 'lmu' ? lmuLayer(layer, index, fractions[index]) : denseLayer(layer, fractions[index]),
    ),
  };
}

writeFileSync(TARGET, encodeNetwork(convert(JSON.parse(readFileSync(SOURCE, 'utf8')))));
