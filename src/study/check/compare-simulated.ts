import {
  METRICS,
  type CaseCheck,
  type Cause,
  type Metric,
  type MovedPart,
  type Simulated,
  type SimulatedPart,
  type Tolerances,
} from '../../results/index.js';

const NOTHING: SimulatedPart = { count: 0, energy_pJ: 0 };

const TOLERANCE_OF: Readonly<Record<Metric, keyof Tolerances>> = {
  perFrame_cycles: 'cycles',
  latency_cycles: 'cycles',
  energyPerInference_nJ: 'energy',
};

/**
 * Holds what was simulated now against a baseline.
 *
 * @param pricedBy the row of the table that prices each `unit.action` now
 * @param assumptions of the run that was simulated now
 */
export function compareSimulated(
  name: string,
  expected: Simulated,
  received: Simulated,
  tolerances: Tolerances,
  pricedBy: ReadonlyMap<string, string>,
  assumptions: readonly string[] = [],
): CaseCheck {
  const metrics = METRICS.map((metric) => {
    const tolerance = tolerances[TOLERANCE_OF[metric]];
    const values = { expected: expected[metric], received: received[metric] };
    return { metric, ...values, tolerance, ok: within(values.expected, values.received, tolerance) };
  });
  const predictions = {
    expected: expected.predictions,
    received: received.predictions,
    ok: expected.predictions.join('\n') === received.predictions.join('\n'),
  };
  const realTime = {
    expected: expected.realTime,
    received: received.realTime,
    ok: expected.realTime === received.realTime,
  };
  const tableRows = changedRows(expected.tableRows, received.tableRows);
  const repricedRows = new Set(
    tableRows.filter((row) => row.expected !== null && row.received !== null).map(({ row }) => row),
  );
  const moved = movedParts(expected.parts, received.parts, tolerances.parts, { pricedBy, repricedRows });
  return {
    name,
    ok: predictions.ok && realTime.ok && metrics.every(({ ok }) => ok) && moved.length === 0,
    metrics,
    predictions,
    realTime,
    moved,
    tableRows,
    changedInputs: (['network', 'hardware', 'table', 'recordings'] as const).filter(
      (input) => expected.inputs[input] !== received.inputs[input],
    ),
    assumptions,
  };
}

/** Relative to what is expected, in either direction; from nothing, any change leaves it. */
function within(expected: number, received: number, tolerance: number): boolean {
  return Math.abs(received - expected) <= tolerance * Math.abs(expected);
}

function movedParts(
  expected: Simulated['parts'],
  received: Simulated['parts'],
  tolerance: number,
  prices: { readonly pricedBy: ReadonlyMap<string, string>; readonly repricedRows: ReadonlySet<string> },
): MovedPart[] {
  const moved = keysOf(expected, received).flatMap((tile) => {
    const [before = {}, now = {}] = [expected[tile], received[tile]];
    return keysOf(before, now).flatMap((action): MovedPart[] => {
      const [from, to] = [before[action] ?? NOTHING, now[action] ?? NOTHING];
      const change_pJ = Math.abs(to.energy_pJ - from.energy_pJ);
      if (change_pJ <= rounding_pJ(from) + rounding_pJ(to)) return [];
      if (within(from.energy_pJ, to.energy_pJ, tolerance)) return [];
      const tableRow = prices.pricedBy.get(action) ?? null;
      const rowMoved = tableRow !== null && prices.repricedRows.has(tableRow);
      return [{ tile, action, tableRow, ...explain(from, to, rowMoved) }];
    });
  });
  return moved.sort((a, b) => Math.abs(b.change_pJ) - Math.abs(a.change_pJ));
}

/** What the rounding of a price to whole yoctojoules can make of an energy. */
function rounding_pJ({ count }: SimulatedPart): number {
  return count * 0.5e-12;
}

/** Splits a change: other counts at the old price, then another price of the new counts. */
function explain(
  expected: SimulatedPart,
  received: SimulatedPart,
  rowMoved: boolean,
): Omit<MovedPart, 'tile' | 'action' | 'tableRow'> {
  const counted = expected.count > 0 && received.count > 0;
  // What did not happen has no price: all of the change is then that of the counts.
  const byCounts_pJ = counted
    ? (received.count - expected.count) * (expected.energy_pJ / expected.count)
    : received.energy_pJ - expected.energy_pJ;
  // Prices are whole yoctojoules, so that equal ones multiply exactly; energies of 15 digits are rounded doubles.
  const repriced =
    counted && !within(expected.energy_pJ / expected.count, received.energy_pJ / received.count, 1e-12);
  const causes: Cause[] = [];
  if (expected.count !== received.count) causes.push('counts');
  if (repriced) causes.push(rowMoved ? 'table' : 'size');
  return {
    expected,
    received,
    change_pJ: received.energy_pJ - expected.energy_pJ,
    byCounts_pJ,
    causes,
  };
}

function changedRows(
  expected: Simulated['tableRows'],
  received: Simulated['tableRows'],
): CaseCheck['tableRows'] {
  return keysOf(expected, received).flatMap((row) => {
    const [from = null, to = null] = [expected[row], received[row]];
    const same = from?.value === to?.value && from?.valueUnit === to?.valueUnit;
    return same ? [] : [{ row, expected: from, received: to }];
  });
}

function keysOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
