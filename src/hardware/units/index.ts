import { alwaysOn } from './always-on.js';
import { biasSram } from './bias-sram.js';
import { channel } from './channel.js';
import { coefficientSram } from './coefficient-sram.js';
import { legendreUnit } from './legendre-unit.js';
import { macArray } from './mac-array.js';
import { postProcessor } from './post-processor.js';
import { programSram } from './program-sram.js';
import { sequencer } from './sequencer.js';
import { stateSram } from './state-sram.js';
import { vectorSram } from './vector-sram.js';
import { weightSram } from './weight-sram.js';

/** The units of a tile in the order in which results list them: control, MAC path, memory path, vectors. */
export const TILE_UNITS = [
  alwaysOn,
  sequencer,
  programSram,
  macArray,
  weightSram,
  biasSram,
  postProcessor,
  legendreUnit,
  coefficientSram,
  stateSram,
  vectorSram,
  channel,
] as const;
