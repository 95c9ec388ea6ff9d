/**
 * A network at fewer bits, after training: fraction bits are dropped and the shifts between values follow. Nothing is trained
 * again (docs/sweep.md, R1).
 */
import { bitsFor, roundShift, saturate } from '../fixed-point/index.js';
import { checkNetwork, type Layer, type LmuLayer, type Network, type Projection } from '../network/index.js';
import { InputError, refuseIfAny, type Problem } from '../problems/index.js';

/** Bits of a weight, of a vector's element and of a state. */
export interface Widths {
  readonly weightBits?: number;
  readonly activationBits?: number;
  readonly stateBits?: number;
}

export const WIDTHS = [
  'weightBits',
  'activationBits',
  'stateBits',
] as const satisfies readonly (keyof Widths)[];

const ACTIVATION_BITS = 8;

/**
 * The network at the given widths; what is left out stays. The same network when nothing changes.
 *
 * @throws InputError `sweep.widths` for more bits than it has or fewer than there are, and when a shift between two values would be
 *   negative
 */
export function requantised(network: Network, widths: Widths): Network {
  const { weightBits = network.weightBits, activationBits = ACTIVATION_BITS, stateBits } = widths;
  const memories = network.layers.filter((layer) => layer.kind === 'lmu');
  const states = memories.map((layer) => layer.stateBits);
  refuseIfAny([
    ...outOfRange('weightBits', weightBits, 2, network.weightBits),
    ...outOfRange('activationBits', activationBits, 2, ACTIVATION_BITS),
    ...(stateBits === undefined ? [] : outOfRange('stateBits', stateBits, 8, Math.min(...states))),
  ]);
  const fewer = ACTIVATION_BITS - activationBits;
  if (fewer > 0 && network.layers.some(hasTable)) throw new InputError([tableProblem]);
  const unchanged =
    weightBits === network.weightBits && fewer === 0 && states.every((bits) => bits === (stateBits ?? bits));
  if (unchanged) return network;
  const changed: Network = {
    ...network,
    name: network.name,
    weightBits,
    inputFraction: network.inputFraction - fewer,
    features: network.features && { ...network.features, fraction: network.features.fraction - fewer },
    layers: network.layers.map((layer) => ofLayer(layer, weightBits, fewer, stateBits)),
  };
  const problems = checkNetwork(changed);
  if (problems.length > 0) {
    throw new InputError(
      problems.map((problem) => ({
        ...problem,
        code: 'sweep.widths',
        hint: 'these widths are too few for this network',
      })),
    );
  }
  return changed;
}

function outOfRange(key: keyof Widths, bits: number, least: number, most: number): Problem[] {
  if (Number.isInteger(bits) && bits >= least && bits <= most) return [];
  return [
    {
      code: 'sweep.widths',
      path: `network.${key}`,
      message: 'requantising after training only takes bits away',
      expected: most < least ? 'a network with memories' : `${least} to ${most}`,
      received: String(bits),
    },
  ];
}

const hasTable = (layer: Layer): boolean =>
  (layer.kind === 'lmu' ? [layer.encoder, layer.hidden] : [layer.projection]).some(
    ({ table }) => table !== undefined,
  );

const tableProblem: Problem = {
  code: 'sweep.widths',
  path: 'network.activationBits',
  message: 'an activation by table holds for the 8 bits that it was made for',
  expected: '8',
};

function ofLayer(layer: Layer, weightBits: number, fewer: number, stateBits: number | undefined): Layer {
  if (layer.kind === 'dense')
    return { ...layer, projection: ofProjection(layer.projection, weightBits, fewer, fewer) };
  const dropped = layer.stateBits - (stateBits ?? layer.stateBits);
  const changed: LmuLayer = {
    ...layer,
    stateBits: layer.stateBits - dropped,
    stateFraction: layer.stateFraction - dropped,
    readoutFraction: layer.readoutFraction - fewer,
    // The memory's input u stays as it is: it passes between layers nowhere.
    encoder: ofProjection(layer.encoder, weightBits, fewer, 0),
    hidden: ofProjection(layer.hidden, weightBits, fewer, fewer),
  };
  return changed;
}

/**
 * @param fewer fraction bits that the operands lose
 * @param fewerOut fraction bits that the output loses
 */
function ofProjection(
  projection: Projection,
  weightBits: number,
  fewer: number,
  fewerOut: number,
): Projection {
  const { weights, bias, output } = projection;
  // The greatest weight decides how many bits a matrix loses: one that needs fewer than the network's loses fewer.
  const needed = weights.reduce((most, weight) => Math.max(most, bitsFor(weight, weight)), 1);
  const dropped = Math.max(0, needed - weightBits);
  return {
    ...projection,
    weights: weights.map((weight) => saturate(roundShift(weight, dropped), weightBits)),
    weightFraction: projection.weightFraction - dropped,
    inputFraction: projection.inputFraction - fewer,
    bias: bias?.map((value) => roundShift(value, dropped + fewer)),
    output: output.kind === 'raw' ? output : { ...output, fraction: output.fraction - fewerOut },
  };
}
