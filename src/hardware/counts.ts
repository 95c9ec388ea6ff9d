import { FIELDS, FIELD_NAMES } from './vocabulary.js';

/**
 * Counts of one tile over a span of cycles: a row for each instruction of its program in order, then one for `input`
 * (what others do to the tile's channel; docs/accelerator.md, E1). Columns are {@link FIELDS}. All are exact integers.
 */
export interface TileCounts {
  readonly instructions: number;
  /** (instructions + 1) x FIELDS.length, row-major. */
  readonly values: Float64Array;
}

export function emptyCounts(instructions: number): TileCounts {
  return { instructions, values: new Float64Array((instructions + 1) * FIELDS.length) };
}

export function copyCounts(counts: TileCounts): TileCounts {
  return { instructions: counts.instructions, values: counts.values.slice() };
}

/** later - earlier, counter by counter. */
export function subtractCounts(later: TileCounts, earlier: TileCounts): TileCounts {
  return {
    instructions: later.instructions,
    values: later.values.map((value, i) => value - earlier.values[i]!),
  };
}

export function addCounts(a: TileCounts, b: TileCounts): TileCounts {
  return { instructions: a.instructions, values: a.values.map((value, i) => value + b.values[i]!) };
}

/** `counts` with the `input` row of `other`: the two are accounted over different windows (A1). */
export function withInputOf(counts: TileCounts, other: TileCounts): TileCounts {
  const values = counts.values.slice();
  const input = counts.instructions * FIELDS.length;
  values.set(other.values.subarray(input), input);
  return { instructions: counts.instructions, values };
}

/** The count of a field over all rows. */
export function totalOf(counts: TileCounts, field: number): number {
  let total = 0;
  for (let i = field; i < counts.values.length; i += FIELDS.length) total += counts.values[i]!;
  return total;
}

/** Counters that differ, as `row 3 macArray.multiply: 96 and 95`; data-dependent ones left out on request. */
export function differences(a: TileCounts, b: TileCounts, options: { dataDependent: boolean }): string[] {
  const found: string[] = [];
  if (a.values.length !== b.values.length) return [`${a.instructions} and ${b.instructions} instructions`];
  a.values.forEach((value, i) => {
    const field = FIELDS[i % FIELDS.length]!;
    if (field.kind === 'event' && field.dataDependent && !options.dataDependent) return;
    if (value !== b.values[i]) {
      found.push(
        `row ${Math.floor(i / FIELDS.length)} ${FIELD_NAMES[i % FIELDS.length]!}: ${value} and ${b.values[i]!}`,
      );
    }
  });
  return found;
}
