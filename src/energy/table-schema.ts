import { z } from 'zod';
import { ROW_KINDS, type RowConditions } from '../results/index.js';
import { ROW_DECLARATIONS, type RowDeclaration, type ValueUnit } from './row-declarations.js';
import { MEMORY_CAPACITY_KB } from './scaling/index.js';
import type { EnergyTable, TableRow, WidthScaling } from './table.js';

/** Far above any real row, and far below where a price would leave the exact range of its arithmetic. */
const GREATEST_VALUE = 1e6;

const WIDTHS_OF_SCALING = { none: 0, linear: 1, product: 2, cacti: 1 } as const;

const text = z.string().min(1).max(2000);

const technologyKeys = {
  node_nm: z.number().min(1).max(250).describe('process node'),
  voltage_V: z.number().min(0.2).max(2).describe('supply voltage'),
  temperature_C: z.number().min(-55).max(150).describe('junction temperature'),
};

const commonKeys = {
  spread_lnSigma: z.number().min(0).max(5).describe('standard deviation of ln(value)'),
  kind: z.enum(ROW_KINDS).describe('how the value was obtained'),
  conditions: z
    .strictObject({ note: text.describe('the data behind the value, in words') })
    .extend(z.strictObject(technologyKeys).partial().shape)
    .describe("what the value holds for; the table's technology where it says nothing else"),
  source: text.describe('citation, and the arithmetic from there to the value'),
};

const capacity_KB = z
  .number()
  .min(MEMORY_CAPACITY_KB[0])
  .max(MEMORY_CAPACITY_KB[1])
  .optional()
  .describe('with scaling cacti: capacity of the bank that the value holds for, in 1024 bytes');

const eventKeys = {
  scaling: z
    .enum(['none', 'linear', 'product', 'cacti'])
    .describe('with which widths the energy grows: none, one, the product of two, or as CACTI has memories'),
  widths_bits: z
    .array(z.int().min(1).max(4096))
    .max(2)
    .optional()
    .describe('widths that the value holds for: one for linear and cacti, two for product'),
  capacity_KB,
};

const capacityKeys = {
  scaling: z.enum(['none', 'cacti']).optional().describe('whether a bit leaks by the capacity of its bank'),
  capacity_KB,
};

export const valueKey = (unit: ValueUnit): `value_${ValueUnit}` => `value_${unit}`;

const follows = text
  .optional()
  .describe('the row whose judgement this one rests on: both are right or wrong by the same ratio');

/** The keys of a row, as a table has it. */
function rowKeys(row: RowDeclaration): z.ZodRawShape {
  const value = z
    .number()
    .min(0)
    .max(GREATEST_VALUE)
    .describe(`${row.valueUnit.replaceAll('_', ' ')}: ${row.prices}`);
  const widths = { event: eventKeys, capacity: capacityKeys, none: {} }[row.widths];
  return { [valueKey(row.valueUnit)]: value, ...widths, ...commonKeys };
}

function rowSchema(row: RowDeclaration): z.ZodType {
  const schema = z.strictObject({ ...rowKeys(row), follows }).superRefine(checkWidths(row));
  return row.optional ? schema.optional() : schema;
}

/** A row of a hardware file: its value, and what differs from the table's row. */
function overrideSchema(row: RowDeclaration): z.ZodType {
  const { [valueKey(row.valueUnit)]: value, ...others } = rowKeys(row);
  const { conditions, ...rest } = others;
  return z
    .strictObject({
      [valueKey(row.valueUnit)]: value!,
      ...z.strictObject(rest).partial().shape,
      conditions: (conditions as z.ZodObject).partial().optional(),
    })
    .optional();
}

const checkWidths =
  ({ widths }: RowDeclaration) =>
  (row: Record<string, unknown>, context: z.RefinementCtx): void => {
    // Only an event has reference widths, and without any they are none.
    const given = widths === 'event' ? { widths_bits: [], ...row } : row;
    for (const { key, message } of widthMistakes(given)) {
      context.addIssue({ code: 'custom', path: [key], message });
    }
  };

/** What of a row's reference widths and capacity does not go with its scaling. */
export function widthMistakes({
  scaling = 'none',
  widths_bits,
  capacity_KB,
}: {
  readonly scaling?: WidthScaling | undefined;
  readonly widths_bits?: readonly number[] | undefined;
  readonly capacity_KB?: number | undefined;
}): { readonly key: 'widths_bits' | 'capacity_KB'; readonly message: string }[] {
  const expected = WIDTHS_OF_SCALING[scaling];
  const memory = scaling === 'cacti';
  return [
    ...(widths_bits === undefined || widths_bits.length === expected
      ? []
      : [
          {
            key: 'widths_bits' as const,
            message: `scaling ${scaling} goes with ${expected} reference widths, not ${widths_bits.length}`,
          },
        ]),
    ...(memory === (capacity_KB !== undefined)
      ? []
      : [
          {
            key: 'capacity_KB' as const,
            message: `scaling ${scaling} goes ${memory ? 'with' : 'without'} a reference capacity`,
          },
        ]),
  ];
}

/** An object by group and item. */
function grouped(schemaOf: (row: RowDeclaration) => z.ZodType): Record<string, z.ZodObject> {
  const groups = [...new Set(ROW_DECLARATIONS.map((row) => row.group))];
  return Object.fromEntries(
    groups.map((group) => {
      const rows = ROW_DECLARATIONS.filter((row) => row.group === group);
      return [group, z.strictObject(Object.fromEntries(rows.map((row) => [row.item, schemaOf(row)])))];
    }),
  );
}

/** A group may be left out when each of its rows may. */
const tableGroups = (): Record<string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(grouped(rowSchema)).map(([group, schema]): [string, z.ZodType] => [
      group,
      ROW_DECLARATIONS.some((row) => row.group === group && !row.optional) ? schema : schema.optional(),
    ]),
  );

const makeTableFileSchema = () =>
  z.strictObject({
    $schema: z.string().optional().describe('JSON Schema for editors; ignored'),
    name: z.string().min(1).max(100).describe('name in results'),
    about: z.string().max(4000).default('').describe('what the table is and is not'),
    status: z
      .enum(['bottom-up', 'calibrated'])
      .describe('bottom-up: from data of parts alone; calibrated: fitted to a figure of a whole'),
    technology: z
      .strictObject(technologyKeys)
      .describe('what every row holds for that does not say otherwise'),
    rows: z.strictObject(tableGroups()),
    provenance: z
      .strictObject({
        target: text,
        target_sha256: text,
        table: text,
        table_sha256: text,
        seed: text,
        contract: text,
        command: text,
      })
      .optional()
      .describe('what a calibrated table was made from; written by lmusim calibrate'),
    posterior: z
      .strictObject({
        parameters: z.array(text).min(1).max(ROW_DECLARATIONS.length),
        draws: z
          .string()
          .max(250_000)
          .describe('lines of ratios to the values above, one for each parameter; a line is one draw'),
      })
      .optional()
      .describe('how well the rows are known together; written by lmusim calibrate'),
  });
type TableFileSchema = ReturnType<typeof makeTableFileSchema>;
let tableFile: TableFileSchema | undefined;

/**
 * The file: rows stand by group and item, `rows: { macArray: { multiply: ... } }`. Made when one is read: a start with
 * the shipped table reads none.
 */
export const tableFileSchema = (): TableFileSchema => (tableFile ??= makeTableFileSchema());

/** The `energy` section of a hardware file. Made when one is met: most files have none. */
export const overridesSchema = (): z.ZodType => z.strictObject(grouped(overrideSchema)).partial();

/** A row as a file has it, after its check. */
export type FileRow = Pick<TableRow, 'spread_lnSigma' | 'kind' | 'source'> & {
  readonly scaling?: WidthScaling;
  readonly widths_bits?: readonly number[];
  readonly capacity_KB?: number | undefined;
  readonly conditions: Partial<RowConditions> & Pick<RowConditions, 'note'>;
  readonly follows?: string | undefined;
} & Readonly<Partial<Record<`value_${ValueUnit}`, number>>>;

/** Rows of a file by group and item. */
export type FileRows<Row> = Readonly<Record<string, Readonly<Record<string, Row | undefined>> | undefined>>;

/** The file's rows as the list that all code takes, in the order of {@link ROW_DECLARATIONS}. */
export function tableFromFile(file: z.output<TableFileSchema>): EnergyTable {
  const rows = file.rows as FileRows<FileRow>;
  const { name, about, status, technology, provenance, posterior } = file;
  return {
    ...{ name, about, status, technology },
    rows: ROW_DECLARATIONS.flatMap(({ group, item, key, valueUnit }): TableRow[] => {
      const row = rows[group]?.[item];
      if (row === undefined) return [];
      const { spread_lnSigma, kind, source, scaling = 'none', widths_bits = [], capacity_KB, follows } = row;
      return [
        {
          ...{ key, overridden: false, value: row[valueKey(valueUnit)]!, valueUnit, scaling, widths_bits },
          ...(capacity_KB === undefined ? {} : { capacity_KB }),
          ...{ spread_lnSigma, kind, conditions: { ...technology, ...row.conditions }, source },
          ...(follows === undefined ? {} : { follows }),
        },
      ];
    }),
    ...(posterior === undefined
      ? {}
      : { posterior: { parameters: posterior.parameters, draws: drawsOf(posterior.draws) } }),
    ...(provenance === undefined ? {} : { provenance }),
  };
}

const drawsOf = (lines: string): number[][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/).map(Number));
