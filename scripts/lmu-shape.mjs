/** Networks of a given shape with seeded random weights: cycles and, nearly, energy depend on the shape alone. */
import { expm, matrix } from 'mathjs';
import seedrandom from 'seedrandom';

/** Draws of a seed: weights that `bits` hold, and whole numbers of -limit..limit, each as likely. */
export function draws(seed, bits) {
  const random = seedrandom.alea(seed);
  const upTo = (limit) => Math.floor(random() * (2 * limit + 1)) - limit;
  return { upTo, weight: () => upTo(2 ** (bits - 1) - 1) };
}

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

/** Weights uniform within all but the least value; the bias uniform within its limit at the accumulator's scale. */
function projection(draw, rows, columns, sources, biasLimit, numbers) {
  return {
    rows,
    columns,
    sources,
    weights: Int8Array.from({ length: rows * columns }, () => draw.weight()),
    bias: biasLimit === 0 ? undefined : Int16Array.from({ length: rows }, () => draw.upTo(biasLimit)),
    table: undefined,
    ...numbers,
  };
}

/** An LMU layer with recurrent encoder [x, h] and hidden matrix [m, x], in frames of zero-order hold. */
export function lmuLayer(draw, { name, inputs, memories, order, theta, units, fractions, weightFractions }) {
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
      draw,
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
      draw,
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

/** A dense layer whose scores keep the accumulator's width. */
export function outputLayer(draw, inputs, units, inputFraction) {
  return {
    kind: 'dense',
    name: 'output',
    inputs,
    units,
    projection: projection(draw, units, inputs, [{ source: 'x', align: 0 }], 256, {
      weightFraction: 4,
      inputFraction,
      activation: 'identity',
      output: { kind: 'raw' },
    }),
  };
}
