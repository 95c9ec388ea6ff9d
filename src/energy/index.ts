export { accountEnergy, type AccountedRun, type InstructionName } from './ledger.js';
export { powerReport } from './power.js';
export { priceTable, type Charge, type Prices } from './price.js';
export type { ValueUnit } from './row-declarations.js';
export { defineEnergyTable, parseEnergyTable } from './table-file.js';
export { energyTableJsonSchema } from './table-schema.js';
export { rowOf, type EnergyTable, type RowOrigin, type TableRow } from './table.js';
