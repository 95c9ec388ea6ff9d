/**
 * A shape that stands for the paper's LMU-1: that of LMU-2 with as many more memories and units in each layer as make 210,375
 * weights of 8 bits (1,683 kbit) to 0.02 %. The paper does not state its layers; this is our assumption.
 */
import { draws, lmuLayer, outputLayer } from '../lmu-shape.mjs';

const MEMORIES = 36;
/** Four more than those of the 4-bit weights of LMU-2. */
const weightFractions = { encoder: 9, hidden: 10 };

/** @param like the network whose features and labels it takes */
export function lmu1Shape(like) {
  const draw = draws('lmu-1-shape', 8);
  const layer = (name, inputs, order, theta, units, fractions) =>
    lmuLayer(draw, { name, inputs, memories: MEMORIES, order, theta, units, fractions, weightFractions });
  return {
    name: 'lmu-1-shape',
    about: 'A shape that stands for the LMU-1 of the paper, for predictions of power only.',
    weightsAre:
      'seeded random weights, not trained: for cycles and energy only, its predictions mean nothing',
    labels: like.labels,
    inputs: 20,
    inputFraction: like.inputFraction,
    weightBits: 8,
    features: like.features,
    layers: [
      layer('lmu0', 20, 6, 16, 256, { x: 5, h: 5, u: 4, m: 4 }),
      layer('lmu1', 256, 4, 16, 148, { x: 5, h: 4, u: 4, m: 5 }),
      layer('lmu2', 148, 6, 48, 148, { x: 4, h: 4, u: 4, m: 5 }),
      outputLayer(draw, 148, 12, 4),
    ],
  };
}
