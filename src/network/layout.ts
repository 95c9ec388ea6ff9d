import type { Description, ProjectionDescription } from './description.js';
import type { Dtype } from './tensor.js';
import { columnsOf, type LayerSizes } from './sources.js';

/** A tensor that a description calls for. */
export interface ExpectedTensor {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

function ofProjection(
  prefix: string,
  rows: number,
  projection: ProjectionDescription,
  layer: LayerSizes,
): ExpectedTensor[] {
  const shape = [rows, columnsOf(projection.sources, layer)];
  const tensors: ExpectedTensor[] = [{ name: `${prefix}.weight`, dtype: 'I8', shape }];
  if (projection.bias) tensors.push({ name: `${prefix}.bias`, dtype: 'I16', shape: [rows] });
  if (projection.activation === 'table') tensors.push({ name: `${prefix}.table`, dtype: 'I8', shape: [256] });
  return tensors;
}

/** Every tensor of a network file, by its description: the one place that knows their names. */
export function expectedTensors(description: Description): ExpectedTensor[] {
  return description.layers.flatMap((layer, index): ExpectedTensor[] => {
    const prefix = `layers.${index}`;
    if (layer.kind === 'dense')
      return ofProjection(`${prefix}.projection`, layer.units, layer.projection, layer);
    const { memories, order, units } = layer;
    const memory: ExpectedTensor[] =
      layer.update === 'scan'
        ? [{ name: `${prefix}.memory.coefficients`, dtype: 'I16', shape: [order] }]
        : [
            { name: `${prefix}.memory.A`, dtype: 'I16', shape: [order, order] },
            { name: `${prefix}.memory.B`, dtype: 'I16', shape: [order] },
          ];
    return [
      ...ofProjection(`${prefix}.encoder`, memories, layer.encoder, layer),
      ...memory,
      ...ofProjection(`${prefix}.hidden`, units, layer.hidden, layer),
    ];
  });
}
