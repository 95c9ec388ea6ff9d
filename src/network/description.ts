/**
 * The JSON description inside a network file: everything of a network but its tensors. What one value alone can get wrong
 * is checked here; what values must be to each other, in check-description.ts.
 */
import { z } from 'zod';

export const DESCRIPTION_SCHEMA = 'lmusim.network/1';

const fraction = z.int().min(-16).max(31);
const size = (maximum: number) => z.int().min(1).max(maximum);
const MAXIMUM_UNITS = 4096;
const name = z.string().min(1).max(100);

const segment = z.strictObject({
  source: z.enum(['x', 'h', 'u', 'm']),
  align: z.literal([0, 1, 2]),
});

const projection = z.strictObject({
  sources: z.array(segment).min(1).max(4),
  weightFraction: fraction,
  inputFraction: fraction,
  bias: z.boolean(),
  activation: z.enum(['identity', 'relu', 'table']),
  output: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('vector'), fraction, tableFraction: fraction.exactOptional() }),
    z.strictObject({ kind: z.literal('raw') }),
  ]),
});

const lmuLayer = z.strictObject({
  kind: z.literal('lmu'),
  name,
  inputs: size(MAXIMUM_UNITS),
  memories: size(1024),
  order: size(256),
  theta_frames: z.number().positive().max(1e6),
  discretisation: z.enum(['zoh', 'euler']),
  units: size(MAXIMUM_UNITS),
  stateBits: z.int().min(8).max(24),
  stateFraction: fraction,
  coefficientFraction: z.int().min(0).max(15),
  readoutFraction: fraction,
  update: z.enum(['dense', 'scan']),
  encoder: projection,
  hidden: projection,
});

const denseLayer = z.strictObject({
  kind: z.literal('dense'),
  name,
  inputs: size(MAXIMUM_UNITS),
  units: size(MAXIMUM_UNITS),
  projection,
});

const mfcc = z.strictObject({
  kind: z.literal('mfcc'),
  sampleRate_Hz: z.number().positive().max(1e6),
  hop_samples: size(65536),
  window_samples: size(65536),
  melBands: size(MAXIMUM_UNITS),
  lowest_Hz: z.number().min(0),
  highest_Hz: z.number().positive(),
  logOffset: z.number().positive(),
  coefficients: size(MAXIMUM_UNITS),
  mean: z.array(z.number()),
  standardDeviation: z.array(z.number().positive()),
  fraction,
});

export const descriptionSchema = z.strictObject({
  schema: z.literal(DESCRIPTION_SCHEMA),
  name,
  about: z.string().max(10_000),
  weightsAre: z.string().min(1).max(1000),
  labels: z.array(name).min(1).max(MAXIMUM_UNITS),
  inputs: size(MAXIMUM_UNITS),
  inputFraction: fraction,
  weightBits: z.int().min(2).max(8),
  features: mfcc.optional(),
  layers: z
    .array(z.discriminatedUnion('kind', [lmuLayer, denseLayer]))
    .min(1)
    .max(64),
});

export type Description = z.infer<typeof descriptionSchema>;
export type LayerDescription = Description['layers'][number];
export type LmuDescription = z.infer<typeof lmuLayer>;
export type ProjectionDescription = z.infer<typeof projection>;
