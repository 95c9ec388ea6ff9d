import type { AppliedRule } from '../results/index.js';
import type { Problem } from '../problems/index.js';
import {
  LINEAR_RULE,
  MEMORY_CAPACITY_KB,
  MEMORY_RULE,
  MEMORY_WIDTH_BITS,
  PRODUCT_RULE,
  relativeMemory,
  relativeWidths,
} from './scaling/index.js';
import type { TableRow } from './table.js';

const BITS_PER_KB = 8192;

/** What is built: the widths of an event, and the bits of a bank when the event is an access to a memory. */
export interface Built {
  readonly widths_bits: readonly number[];
  /** 0 for what is no memory. */
  readonly bank_bits: number;
}

/**
 * The rule that takes a row's value to the widths and the capacity of what is built, or why there is none.
 *
 * @param path of the row in what the user wrote
 */
export function widthRules(
  row: TableRow,
  quantity: 'read' | 'write' | 'leakage' | 'other',
  { widths_bits, bank_bits }: Built,
  path: string,
): { readonly rules: readonly AppliedRule[]; readonly problems: readonly Problem[] } {
  if (row.scaling === 'none') return { rules: [], problems: [] };
  if (row.scaling !== 'cacti') {
    if (row.widths_bits.length !== widths_bits.length) {
      return { rules: [], problems: [otherWidths(row, widths_bits, path)] };
    }
    const factor = relativeWidths(row.widths_bits, widths_bits);
    const rule = row.scaling === 'linear' ? LINEAR_RULE : PRODUCT_RULE;
    return { rules: factor === 1 ? [] : [{ rule: rule.name, factor }], problems: [] };
  }
  if (quantity === 'other' || bank_bits === 0) {
    const message = 'scaling cacti is for memories';
    return { rules: [], problems: [{ code: 'energy.scaling', path: `${path}.scaling`, message }] };
  }
  // The leakage of a bit has no port: its widths cancel.
  const width_bits = quantity === 'leakage' ? undefined : widths_bits[0]!;
  const bank = { capacity_KB: bank_bits / BITS_PER_KB, width_bits: width_bits ?? 1 };
  const from = { capacity_KB: row.capacity_KB!, width_bits: row.widths_bits[0] ?? 1 };
  const problems = [
    ...outside(row, path, 'capacity', bank.capacity_KB, MEMORY_CAPACITY_KB, 'KB'),
    ...(width_bits === undefined ? [] : outside(row, path, 'port', width_bits, MEMORY_WIDTH_BITS, 'bits')),
  ];
  if (problems.length > 0) return { rules: [], problems };
  return { rules: [{ rule: MEMORY_RULE.name, factor: relativeMemory(quantity, from, bank) }], problems: [] };
}

function otherWidths(row: TableRow, widths_bits: readonly number[], path: string): Problem {
  return {
    code: 'energy.widths',
    path: `${path}.widths_bits`,
    message: 'the event has another number of widths',
    expected: String(widths_bits.length),
    received: String(row.widths_bits.length),
    hint: `its widths here are [${widths_bits.join(', ')}] bits; scaling none ignores them`,
  };
}

function outside(
  row: TableRow,
  path: string,
  what: 'capacity' | 'port',
  received: number,
  [least, greatest]: readonly [number, number],
  unit: string,
): Problem[] {
  if (received >= least && received <= greatest) return [];
  return [
    {
      code: 'energy.conditions',
      path,
      message: `the ${what} of a bank is outside the range of the rule ${MEMORY_RULE.name}, by which ${row.key} scales`,
      expected: `${least} to ${greatest} ${unit}`,
      received: `${received} ${unit}`,
      hint: 'scaling linear, with the width of the word, has no such range',
    },
  ];
}
