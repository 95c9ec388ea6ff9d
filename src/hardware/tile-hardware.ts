import { z } from 'zod';
import { biasSramSchema } from './units/bias-sram.js';
import { channelSchema } from './units/channel.js';
import { coefficientSramSchema } from './units/coefficient-sram.js';
import { legendreUnitSchema } from './units/legendre-unit.js';
import { macArraySchema } from './units/mac-array.js';
import { postProcessorSchema } from './units/post-processor.js';
import { programSramSchema } from './units/program-sram.js';
import { sequencerSchema } from './units/sequencer.js';
import { stateSramSchema } from './units/state-sram.js';
import { vectorSramSchema } from './units/vector-sram.js';
import { weightSramSchema } from './units/weight-sram.js';

/** A tile's configuration: the sum of its units' slices. */
export const tileSchema = z.strictObject({
  sequencer: sequencerSchema.prefault({}),
  programSram: programSramSchema.prefault({}),
  macArray: macArraySchema,
  weightSram: weightSramSchema,
  biasSram: biasSramSchema.prefault({}),
  postProcessor: postProcessorSchema.prefault({}),
  legendreUnit: legendreUnitSchema,
  coefficientSram: coefficientSramSchema.prefault({}),
  stateSram: stateSramSchema,
  vectorSram: vectorSramSchema,
  channel: channelSchema,
});

export type TileHardware = z.output<typeof tileSchema>;
export type TileHardwareInput = z.input<typeof tileSchema>;
