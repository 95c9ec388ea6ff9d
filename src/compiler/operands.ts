import type { Layer, Projection, SourceName } from '../network/index.js';

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
