/** What no configuration can run, because an instruction has no room for it or the layers do not join. */
import { sourceLength, type Network } from '../network/index.js';
import type { Problem } from '../problems/index.js';
import { matricesOf } from './operands.js';

/** Greatest length of an operand segment and greatest shift (section 4). */
const LONGEST_SEGMENT = 8191;
const GREATEST_SHIFT = 31;

/** Problems of a network that hold for every configuration; paths are those of the network. */
export function instructionProblems(network: Network): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (code: string, path: string, message: string, expected: string, received: number): void => {
    problems.push({ code: `compiler.${code}`, path, message, expected, received: String(received) });
  };
  let width = network.inputs;
  for (const [index, layer] of network.layers.entries()) {
    const path = `layers[${index}]`;
    if (layer.inputs !== width) {
      report(
        'inputs',
        `${path}.inputs`,
        'not the length of the vector that reaches it',
        `${width}`,
        layer.inputs,
      );
    }
    width = layer.units;
    for (const { key, projection } of matricesOf(layer)) {
      projection.sources.forEach(({ source }, segment) => {
        const length = sourceLength(source, layer);
        if (length <= LONGEST_SEGMENT) return;
        report(
          'segment-length',
          `${path}.${key}.sources[${segment}]`,
          `'${source}' is longer than an operand segment`,
          `at most ${LONGEST_SEGMENT}`,
          length,
        );
      });
    }
    if (layer.kind === 'lmu' && layer.stateFraction - layer.readoutFraction > GREATEST_SHIFT) {
      report(
        'shift',
        `${path}.readoutFraction`,
        'the readout shift stateFraction - readoutFraction is out of range',
        `at most ${GREATEST_SHIFT}`,
        layer.stateFraction - layer.readoutFraction,
      );
    }
  }
  return problems;
}
