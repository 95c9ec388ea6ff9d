import type { ScalingRule } from '../../results/index.js';
import { DYNAMIC_RULE } from './dynamic.js';
import { LEAKAGE_TEMPERATURE_RULE, LEAKAGE_VOLTAGE_RULE } from './leakage.js';
import { MEMORY_RULE } from './memory.js';
import { IMPLEMENTATION_RULE, LINEAR_RULE, PRODUCT_RULE } from './widths.js';

export { MEMORY_CAPACITY_KB, MEMORY_RULE, MEMORY_WIDTH_BITS, relativeMemory } from './memory.js';
export { scaleRow, type Obstacle, type ScaledRow } from './scale-row.js';
export { IMPLEMENTATION_RULE, LINEAR_RULE, PRODUCT_RULE, relativeWidths } from './widths.js';

/** Every rule that can be applied to a row. */
export const SCALING_RULES: readonly ScalingRule[] = [
  DYNAMIC_RULE,
  LEAKAGE_TEMPERATURE_RULE,
  LEAKAGE_VOLTAGE_RULE,
  LINEAR_RULE,
  PRODUCT_RULE,
  MEMORY_RULE,
  IMPLEMENTATION_RULE,
];
