/** What the values of a description must be to each other: the chain of layers, fractions, shifts, labels. */
import type { Problem } from '../problems/index.js';
import { checkFeatures, type Report } from './check-features.js';
import type { Description, LayerDescription, LmuDescription, ProjectionDescription } from './description.js';
import type { SourceName } from './network.js';
import { outputFraction } from './sources.js';

/** Fraction bits of each source that a projection may read; undefined where another problem leaves it unknown. */
type Fractions = Partial<Record<SourceName, number | undefined>>;

function checkProjection(
  projection: ProjectionDescription,
  path: string,
  fractions: Fractions,
  report: Report,
): void {
  const { sources, weightFraction, inputFraction, activation, output } = projection;
  for (const [index, { source, align }] of sources.entries()) {
    const place = `${path}.sources[${index}]`;
    if (!(source in fractions)) {
      const readable = Object.keys(fractions).join(', ');
      report('source', place, 'this matrix cannot read this source', `one of ${readable}`, `'${source}'`);
      continue;
    }
    if (sources.findIndex((other) => other.source === source) < index) {
      report('repeated-source', place, `'${source}' is listed twice`);
    }
    const fraction = fractions[source];
    if (fraction !== undefined && fraction + align !== inputFraction) {
      const message = `fraction of '${source}' plus align is not the inputFraction`;
      report('fraction', place, message, inputFraction, `${fraction} + ${align}`);
    }
  }
  if (output.kind === 'raw') {
    if (activation !== 'identity')
      report('activation', `${path}.activation`, 'raw sums take no activation', 'identity', activation);
    return;
  }
  const shift = weightFraction + inputFraction - output.fraction;
  if (shift < 0 || shift > 31) {
    const message = 'the rounding shift weightFraction + inputFraction - output.fraction is out of range';
    report('shift', `${path}.output.fraction`, message, '0 to 31', shift);
  }
  if ((activation === 'table') !== (output.tableFraction !== undefined)) {
    const message = 'tableFraction belongs to the activation table and to no other';
    const [expected, received] =
      activation === 'table' ? ['a whole number', 'nothing'] : ['nothing', output.tableFraction];
    report('table-fraction', `${path}.output.tableFraction`, message, expected, received);
  }
}

function checkMemory(
  layer: LmuDescription,
  path: string,
  memoryInputFraction: number | undefined,
  report: Report,
): void {
  const { stateFraction, stateBits, readoutFraction, update, discretisation } = layer;
  if (memoryInputFraction !== undefined) {
    const difference = stateFraction - memoryInputFraction;
    if (difference < 0 || difference > stateBits - 8) {
      const message = "stateFraction minus the encoder's output fraction leaves the state no room";
      report(
        'state-fraction',
        `${path}.stateFraction`,
        message,
        `0 to stateBits - 8 = ${stateBits - 8}`,
        difference,
      );
    }
  }
  if (readoutFraction > stateFraction) {
    report(
      'readout-fraction',
      `${path}.readoutFraction`,
      'finer than the state',
      `at most ${stateFraction}`,
      readoutFraction,
    );
  }
  if (update === 'scan' && discretisation !== 'euler') {
    report(
      'discretisation',
      `${path}.discretisation`,
      'running sums compute forward Euler only',
      'euler',
      discretisation,
    );
  }
}

function checkLayer(
  layer: LayerDescription,
  path: string,
  isLast: boolean,
  x: number | undefined,
  report: Report,
): void {
  if (layer.kind === 'dense') {
    checkProjection(layer.projection, `${path}.projection`, { x }, report);
    const { kind } = layer.projection.output;
    if (isLast && kind !== 'raw')
      report('output', `${path}.projection.output.kind`, 'the last layer gives raw scores', 'raw', kind);
    if (!isLast && kind === 'raw')
      report('output', `${path}.projection.output.kind`, 'only the last layer is raw', 'vector', kind);
    return;
  }
  const h = outputFraction(layer.hidden);
  const u = outputFraction(layer.encoder);
  const m = layer.readoutFraction;
  checkProjection(layer.encoder, `${path}.encoder`, { x, h, m }, report);
  checkProjection(layer.hidden, `${path}.hidden`, { x, h, u, m }, report);
  for (const key of ['encoder', 'hidden'] as const) {
    const { kind } = layer[key].output;
    if (kind === 'raw')
      report('output', `${path}.${key}.output.kind`, 'only the last, dense layer is raw', 'vector', kind);
  }
  const { activation } = layer.encoder;
  if (activation !== 'identity') {
    report(
      'activation',
      `${path}.encoder.activation`,
      'memories are driven linearly',
      'identity',
      activation,
    );
  }
  if (isLast) report('output', `${path}.kind`, 'the last layer gives the scores', 'dense', layer.kind);
  checkMemory(layer, path, u, report);
}

function checkUnique(values: readonly string[], pathOf: (index: number) => string, report: Report): void {
  for (const [index, value] of values.entries()) {
    const first = values.indexOf(value);
    if (first < index)
      report('repeated-name', pathOf(index), `the same as ${pathOf(first)}`, 'another name', `'${value}'`);
  }
}

/** Every contradiction within a description whose values are each of the right kind. */
export function checkDescription(description: Description): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, path, message, expected, received) => {
    problems.push({
      code: `network.${code}`,
      path,
      message,
      ...(expected === undefined ? {} : { expected: `${expected}` }),
      ...(received === undefined ? {} : { received: `${received}` }),
    });
  };
  const { layers, labels } = description;
  checkFeatures(description, report);
  checkUnique(labels, (index) => `labels[${index}]`, report);
  checkUnique(
    layers.map(({ name }) => name),
    (index) => `layers[${index}].name`,
    report,
  );
  let width = description.inputs;
  let fraction: number | undefined = description.inputFraction;
  for (const [index, layer] of layers.entries()) {
    const path = `layers[${index}]`;
    const isLast = index === layers.length - 1;
    if (layer.inputs !== width) {
      const source = index === 0 ? "the network's inputs" : `the units of layers[${index - 1}]`;
      report('chain', `${path}.inputs`, `not ${source}`, width, layer.inputs);
    }
    checkLayer(layer, path, isLast, fraction, report);
    width = layer.units;
    fraction = outputFraction(layer.kind === 'dense' ? layer.projection : layer.hidden);
  }
  if (labels.length !== width) report('labels', 'labels', 'one label for each score', width, labels.length);
  return problems;
}
