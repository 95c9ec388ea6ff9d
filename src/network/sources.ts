import type { Projection, SourceName } from './network.js';

/** Fraction bits of the vector that leaves a projection, after its table when it has one; undefined for raw sums. */
export function outputFraction(projection: Pick<Projection, 'activation' | 'output'>): number | undefined {
  const { activation, output } = projection;
  if (output.kind === 'raw') return undefined;
  return activation === 'table' ? output.tableFraction : output.fraction;
}

/** What decides how long a layer's vectors are; a dense layer has no memories. */
export interface LayerSizes {
  readonly inputs: number;
  readonly units: number;
  readonly memories?: number;
  readonly order?: number;
}

/** Elements of one source of a layer's matrices, that is, the columns of its segment. */
export function sourceLength(source: SourceName, layer: LayerSizes): number {
  const { inputs, units, memories = 0, order = 0 } = layer;
  return { x: inputs, h: units, u: memories, m: memories * order }[source];
}

/** Columns of a matrix with these sources. */
export function columnsOf(sources: readonly { readonly source: SourceName }[], layer: LayerSizes): number {
  return sources.reduce((sum, { source }) => sum + sourceLength(source, layer), 0);
}
