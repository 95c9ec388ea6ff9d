import { z } from 'zod';
import { ROW_DECLARATIONS } from './row-declarations.js';
import { overridesSchema, tableFileSchema, valueKey } from './table-schema.js';

interface Node {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
}

/** JSON Schema of an energy table for editors. */
export function energyTableJsonSchema(): unknown {
  const file = z.toJSONSchema(tableFileSchema(), { io: 'input' }) as Node;
  const rows = withQuantities(file.properties!['rows']!);
  return { ...file, title: 'lmusim energy table', properties: { ...file.properties, rows } };
}

/** JSON Schema of the section `energy` of a hardware file. */
export function energySectionJsonSchema(): unknown {
  const { $schema: _version, ...section } = z.toJSONSchema(overridesSchema(), { io: 'input' });
  return withQuantities(section as Node);
}

/** Rows whose value may also be a quantity, which is read before the schemas of this program see it. */
function withQuantities(rows: Node): Node {
  const groups: Record<string, Node> = { ...rows.properties };
  for (const { group, item, valueUnit } of ROW_DECLARATIONS) {
    if (valueUnit === 'ratio') continue;
    const items = groups[group]!;
    const row = items.properties![item]!;
    const number = valueKey(valueUnit);
    const either: Node = {
      ...row,
      properties: { value: { type: 'string', description: `${number} with its unit` }, ...row.properties },
      required: (row.required ?? []).filter((key) => key !== number),
      oneOf: [{ required: [number] }, { required: ['value'] }],
    };
    groups[group] = { ...items, properties: { ...items.properties, [item]: either } };
  }
  return { ...rows, properties: groups };
}
