/**
 * A network file: safetensors with the tensors of the network, and under `__metadata__.lmusim` its description as JSON.
 * docs/network-format.md is the specification.
 */
import {
  checkSchema,
  didYouMean,
  InputError,
  parseJson,
  refuseIfAny,
  type Problem,
} from '../problems/index.js';
import { checkDescription } from './check-description.js';
import { checkTensors } from './check-tensors.js';
import {
  DESCRIPTION_SCHEMA,
  descriptionSchema,
  type Description,
  type ProjectionDescription,
} from './description.js';
import type { Layer, MemoryUpdate, Network, Projection } from './network.js';
import { HEADER_LIMITS, readSafetensors } from './safetensors-reader.js';
import { writeSafetensors } from './safetensors-writer.js';
import type { Tensor, TensorFile } from './tensor.js';
import { columnsOf, type LayerSizes } from './sources.js';

const METADATA_KEY = 'lmusim';

/** A network taken apart as a file stores it; the description is not yet checked, nor are its keys in order. */
interface Parts {
  readonly description: unknown;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

function takeApart(network: Network): Parts {
  const tensors = new Map<string, Tensor>();
  const takeProjection = (projection: Projection, prefix: string): unknown => {
    const { rows, columns, weights, bias, table, ...numbers } = projection;
    tensors.set(`${prefix}.weight`, { dtype: 'I8', shape: [rows, columns], data: weights });
    if (bias !== undefined) tensors.set(`${prefix}.bias`, { dtype: 'I16', shape: [bias.length], data: bias });
    if (table !== undefined)
      tensors.set(`${prefix}.table`, { dtype: 'I8', shape: [table.length], data: table });
    return { ...numbers, bias: bias !== undefined };
  };
  const takeUpdate = (update: MemoryUpdate, order: number, prefix: string): MemoryUpdate['rule'] => {
    const vector = (data: Int16Array): Tensor => ({ dtype: 'I16', shape: [data.length], data });
    if (update.rule === 'scan') tensors.set(`${prefix}.coefficients`, vector(update.coefficients));
    else {
      tensors.set(`${prefix}.A`, { dtype: 'I16', shape: [order, order], data: update.A });
      tensors.set(`${prefix}.B`, vector(update.B));
    }
    return update.rule;
  };
  const layers = network.layers.map((layer, index): unknown => {
    const prefix = `layers.${index}`;
    if (layer.kind === 'dense')
      return { ...layer, projection: takeProjection(layer.projection, `${prefix}.projection`) };
    return {
      ...layer,
      update: takeUpdate(layer.update, layer.order, `${prefix}.memory`),
      encoder: takeProjection(layer.encoder, `${prefix}.encoder`),
      hidden: takeProjection(layer.hidden, `${prefix}.hidden`),
    };
  });
  return { description: { schema: DESCRIPTION_SCHEMA, ...network, layers }, tensors };
}

/** Inverse of takeApart for parts that passed every check. */
function putTogether(description: Description, tensors: ReadonlyMap<string, Tensor>): Network {
  const int8 = (name: string): Int8Array => tensors.get(name)!.data as Int8Array;
  const int16 = (name: string): Int16Array => tensors.get(name)!.data as Int16Array;
  const projection = (
    given: ProjectionDescription,
    prefix: string,
    rows: number,
    layer: LayerSizes,
  ): Projection => {
    const { output, sources, bias, ...numbers } = given;
    return {
      ...numbers,
      sources,
      rows,
      columns: columnsOf(sources, layer),
      weights: int8(`${prefix}.weight`),
      bias: bias ? int16(`${prefix}.bias`) : undefined,
      table: given.activation === 'table' ? int8(`${prefix}.table`) : undefined,
      output,
    };
  };
  const layers = description.layers.map((layer, index): Layer => {
    const prefix = `layers.${index}`;
    if (layer.kind === 'dense') {
      return {
        ...layer,
        projection: projection(layer.projection, `${prefix}.projection`, layer.units, layer),
      };
    }
    const memory = `${prefix}.memory`;
    return {
      ...layer,
      update:
        layer.update === 'scan'
          ? { rule: 'scan', coefficients: int16(`${memory}.coefficients`) }
          : { rule: 'dense', A: int16(`${memory}.A`), B: int16(`${memory}.B`) },
      encoder: projection(layer.encoder, `${prefix}.encoder`, layer.memories, layer),
      hidden: projection(layer.hidden, `${prefix}.hidden`, layer.units, layer),
    };
  });
  const { schema: _, features, ...rest } = description;
  return { ...rest, features, layers };
}

/** Schema first: the other checks need values of the right kind. */
function checkParts({ description, tensors }: Parts): {
  readonly description: Description | undefined;
  readonly problems: readonly Problem[];
} {
  const { value, problems } = checkSchema(descriptionSchema, description, 'network');
  if (value === undefined) return { description: undefined, problems };
  return { description: value, problems: [...checkDescription(value), ...checkTensors(value, tensors)] };
}

/** Everything that is wrong with a network that did not come from a file; empty when {@link encodeNetwork} accepts it. */
export function checkNetwork(network: Network): readonly Problem[] {
  return checkParts(takeApart(network)).problems;
}

/** The file's bytes; the same network gives the same bytes. Throws InputError as {@link decodeNetwork} would on reading. */
export function encodeNetwork(network: Network): Uint8Array {
  const parts = takeApart(network);
  const { description, problems } = checkParts(parts);
  refuseIfAny(problems);
  // The checked description has its keys in the schema's order, whatever order the network's objects had.
  return writeSafetensors({
    metadata: new Map([[METADATA_KEY, JSON.stringify(description)]]),
    tensors: parts.tensors,
  });
}

function descriptionText(metadata: TensorFile['metadata']): string {
  const problems = [...metadata.keys()]
    .filter((key) => key !== METADATA_KEY)
    .map((key): Problem => {
      const hint = didYouMean(key, [METADATA_KEY]);
      return { code: 'network.unknown-key', path: `__metadata__.${key}`, message: 'unknown key', hint };
    });
  const text = metadata.get(METADATA_KEY);
  if (text === undefined) {
    const hint = 'a network file describes itself there; see docs/network-format.md';
    problems.push({
      code: 'network.missing-key',
      path: `__metadata__.${METADATA_KEY}`,
      message: 'missing',
      hint,
    });
  }
  refuseIfAny(problems);
  return text!;
}

function decode(bytes: Uint8Array): Network {
  const { metadata, tensors } = readSafetensors(bytes);
  const json = parseJson(descriptionText(metadata), 'network', HEADER_LIMITS, `__metadata__.${METADATA_KEY}`);
  refuseIfAny(json.problems);
  const { description, problems } = checkParts({ description: json.value, tensors });
  refuseIfAny(problems);
  return putTogether(description!, tensors);
}

/**
 * Reads a network file. Throws InputError with every problem found (codes `network.*`, paths into the description such as
 * `layers[0].encoder.weight`), each marked with `file` when that is given; throws nothing else, whatever the bytes.
 */
export function decodeNetwork(bytes: Uint8Array, file?: string): Network {
  try {
    return decode(bytes);
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, file })));
  }
}
