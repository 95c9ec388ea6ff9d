import { z } from 'zod';
import { ROW_DECLARATIONS, type RowDeclaration, type ValueUnit } from './row-declarations.js';
import type { EnergyTable } from './table.js';

/** Far above any real row, and far below where a price would leave the exact range of its arithmetic. */
const GREATEST_VALUE = 1e6;

const WIDTHS_OF_SCALING = { none: 0, linear: 1, product: 2 } as const;

const text = z.string().min(1).max(2000);

const commonKeys = {
  spread_lnSigma: z.number().min(0).max(5).describe('standard deviation of ln(value)'),
  kind: z.enum(['published', 'derived', 'assumed', 'calibrated']).describe('how the value was obtained'),
  conditions: text.describe('node, voltage, temperature and width of the data behind the value'),
  source: text.describe('citation, and the arithmetic from there to the value'),
};

const widthKeys = {
  scaling: z
    .enum(['none', 'linear', 'product'])
    .describe('with which widths the energy grows: none, one, or the product of two'),
  widths_bits: z
    .array(z.number().min(1).max(4096))
    .max(2)
    .default([])
    .describe('widths that the value holds for: one for linear, two for product'),
};

const valueKey = (unit: ValueUnit): `value_${ValueUnit}` => `value_${unit}`;

function rowSchema(row: RowDeclaration): z.ZodType {
  const value = z
    .number()
    .min(0)
    .max(GREATEST_VALUE)
    .describe(`${row.valueUnit.replaceAll('_', ' ')}: ${row.prices}`);
  const schema = row.event
    ? z
        .strictObject({ [valueKey(row.valueUnit)]: value, ...widthKeys, ...commonKeys })
        .superRefine(checkWidths)
    : z.strictObject({ [valueKey(row.valueUnit)]: value, ...commonKeys });
  return row.optional ? schema.optional() : schema;
}

function checkWidths(row: Record<string, unknown>, context: z.RefinementCtx): void {
  const scaling = row['scaling'] as keyof typeof WIDTHS_OF_SCALING;
  const expected = WIDTHS_OF_SCALING[scaling];
  const received = (row['widths_bits'] as readonly number[]).length;
  if (received === expected) return;
  context.addIssue({
    code: 'custom',
    path: ['widths_bits'],
    message: `scaling ${scaling} goes with ${expected} reference widths, not ${received}`,
  });
}

const groups = [...new Set(ROW_DECLARATIONS.map((row) => row.group))];

/** The file: rows stand by group and item, `rows: { macArray: { multiply: ... } }`. */
export const tableFileSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema for editors; ignored'),
  name: z.string().min(1).max(100).describe('name in results'),
  about: z.string().max(4000).default('').describe('what the table is and is not'),
  status: z
    .enum(['bottom-up', 'calibrated'])
    .describe('bottom-up: from data of parts alone; calibrated: fitted to a figure of a whole'),
  technology: z
    .strictObject({
      node_nm: z.number().min(1).max(250).describe('process node'),
      voltage_V: z.number().min(0.2).max(2).describe('supply voltage'),
      temperature_C: z.number().min(-55).max(150).describe('junction temperature'),
    })
    .describe('what every row holds for'),
  rows: z.strictObject(
    Object.fromEntries(
      groups.map((group) => {
        const rows = ROW_DECLARATIONS.filter((row) => row.group === group);
        return [group, z.strictObject(Object.fromEntries(rows.map((row) => [row.item, rowSchema(row)])))];
      }),
    ),
  ),
});

/** JSON Schema of an energy table for editors. */
export function energyTableJsonSchema(): unknown {
  return { ...z.toJSONSchema(tableFileSchema, { io: 'input' }), title: 'lmusim energy table' };
}

/** The file's rows as the list that all code takes, in the order of {@link ROW_DECLARATIONS}. */
export function tableFromFile(file: z.output<typeof tableFileSchema>): EnergyTable {
  const rows = file.rows as Readonly<Record<string, Readonly<Record<string, FileRow | undefined>>>>;
  return {
    name: file.name,
    about: file.about,
    status: file.status,
    technology: file.technology,
    rows: ROW_DECLARATIONS.flatMap(({ group, item, key, valueUnit }) => {
      const row = rows[group]?.[item];
      if (row === undefined) return [];
      const { spread_lnSigma, kind, conditions, source, widths_bits = [] } = row;
      const value = row[valueKey(valueUnit)]!;
      return [{ key, value, valueUnit, widths_bits, spread_lnSigma, kind, conditions, source }];
    }),
  };
}

type FileRow = Pick<EnergyTable['rows'][number], 'spread_lnSigma' | 'kind' | 'conditions' | 'source'> & {
  readonly widths_bits?: readonly number[];
} & Readonly<Partial<Record<`value_${ValueUnit}`, number>>>;
