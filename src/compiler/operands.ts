import type { Layer, Projection, SourceName } from '../network/index.js';

/** Elements of one source of a layer's matrices, that is, the columns of its segment. A dense layer has only x. */
export function sourceLength(source: SourceName, layer: Layer): number {
  if (source === 'x') return layer.inputs;
  if (source === 'h') return layer.units;
  const { memories, order } = layer.kind === 'lmu' ? layer : { memories: 0, order: 0 };
  return source === 'u' ? memories : memories * order;
}

/** A layer's matrices in the order in which a frame computes them, by the keys of the network. */
export function matricesOf(
  layer: Layer,
): readonly { readonly key: 'encoder' | 'hidden' | 'projection'; readonly projection: Projection }[] {
  return layer.kind === 'lmu'
    ? [
        { key: 'encoder', projection: layer.encoder },
        { key: 'hidden', projection: layer.hidden },
      ]
    : [{ key: 'projection', projection: layer.projection }];
}

export function readsSource(projection: Projection, source: SourceName): boolean {
  return projection.sources.some((segment) => segment.source === source);
}
