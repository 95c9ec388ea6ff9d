import type { AppliedRule, ScalingRule } from '../../results/index.js';
import { rowDeclaration } from '../row-declarations.js';
import type { TableRow, Technology } from '../table.js';
import { DYNAMIC_NODE_NM, DYNAMIC_RULE, DYNAMIC_VOLTAGE_V, relativeDynamicEnergy } from './dynamic.js';
import {
  LEAKAGE_LEAST_VOLTAGE_V,
  LEAKAGE_TEMPERATURE_C,
  LEAKAGE_TEMPERATURE_RULE,
  LEAKAGE_VOLTAGE_RULE,
  relativeLeakage,
} from './leakage.js';

/** A row at the node, voltage and temperature of a configuration. */
export interface ScaledRow {
  readonly row: TableRow;
  /** In the row's unit. */
  readonly scaledValue: number;
  /** Rules that were applied; none when the conditions are the same. */
  readonly rules: readonly AppliedRule[];
  /** Why it cannot be scaled; then the value means nothing. */
  readonly obstacles: readonly Obstacle[];
}

/** Something that no rule covers. */
export interface Obstacle {
  readonly quantity: keyof Technology;
  /** Whether the row's own condition is what lies outside, or the configuration's. */
  readonly of: 'row' | 'configuration';
  readonly message: string;
  readonly expected: string;
  readonly received: number;
}

/** Scales a row to another technology. Leakage never scales like dynamic energy, and has no rule for the node. */
export function scaleRow(row: TableRow, to: Technology): ScaledRow {
  const from = row.conditions;
  const unscaled = { row, scaledValue: row.value, rules: [], obstacles: [] };
  // Nothing stays nothing under all conditions.
  if (row.value === 0) return unscaled;
  switch (rowDeclaration(row.key)!.scalesLike) {
    case 'nothing':
      return unscaled;
    case 'dynamic': {
      if (from.node_nm === to.node_nm && from.voltage_V === to.voltage_V) return unscaled;
      const obstacles = [
        ...outside('node_nm', from, to, DYNAMIC_NODE_NM, DYNAMIC_RULE),
        ...outside('voltage_V', from, to, DYNAMIC_VOLTAGE_V, DYNAMIC_RULE),
      ];
      if (obstacles.length > 0) return { ...unscaled, obstacles };
      const factor =
        relativeDynamicEnergy(to.node_nm, to.voltage_V) / relativeDynamicEnergy(from.node_nm, from.voltage_V);
      return applied(row, [{ rule: DYNAMIC_RULE.name, factor }]);
    }
    case 'leakage': {
      const obstacles = leakageObstacles(from, to);
      if (obstacles.length > 0) return { ...unscaled, obstacles };
      return applied(row, [
        ...(from.voltage_V === to.voltage_V
          ? []
          : [{ rule: LEAKAGE_VOLTAGE_RULE.name, factor: to.voltage_V / from.voltage_V }]),
        ...(from.temperature_C === to.temperature_C
          ? []
          : [
              {
                rule: LEAKAGE_TEMPERATURE_RULE.name,
                factor: relativeLeakage(to.temperature_C) / relativeLeakage(from.temperature_C),
              },
            ]),
      ]);
    }
  }
}

const QUANTITIES = {
  node_nm: 'process node',
  voltage_V: 'supply voltage',
  temperature_C: 'temperature',
} as const;

const outsideOf = (quantity: keyof Technology, rule: ScalingRule): string =>
  `the ${QUANTITIES[quantity]} is outside the range of the rule ${rule.name}`;

function applied(row: TableRow, rules: readonly AppliedRule[]): ScaledRow {
  const scaledValue = rules.reduce((value, { factor }) => value * factor, row.value);
  return { row, scaledValue, rules, obstacles: [] };
}

function leakageObstacles(from: Technology, to: Technology): Obstacle[] {
  const obstacles: Obstacle[] = [];
  if (from.node_nm !== to.node_nm) {
    obstacles.push({
      quantity: 'node_nm',
      of: 'configuration',
      message: 'no rule scales a leakage to another process node',
      expected: String(from.node_nm),
      received: to.node_nm,
    });
  }
  if (
    to.voltage_V > from.voltage_V ||
    (to.voltage_V < from.voltage_V && to.voltage_V < LEAKAGE_LEAST_VOLTAGE_V)
  ) {
    obstacles.push({
      quantity: 'voltage_V',
      of: 'configuration',
      message: outsideOf('voltage_V', LEAKAGE_VOLTAGE_RULE),
      expected: `${LEAKAGE_LEAST_VOLTAGE_V} to ${from.voltage_V}`,
      received: to.voltage_V,
    });
  }
  if (from.temperature_C !== to.temperature_C) {
    obstacles.push(...outside('temperature_C', from, to, LEAKAGE_TEMPERATURE_C, LEAKAGE_TEMPERATURE_RULE));
  }
  return obstacles;
}

/** The row's and the configuration's value of a quantity where they lie outside a rule's range. */
function outside(
  quantity: keyof Technology,
  from: Technology,
  to: Technology,
  [least, greatest]: readonly [number, number],
  rule: ScalingRule,
): Obstacle[] {
  return (
    [
      ['row', from],
      ['configuration', to],
    ] as const
  ).flatMap(([of, { [quantity]: received }]) =>
    received >= least && received <= greatest
      ? []
      : [
          {
            quantity,
            of,
            message: outsideOf(quantity, rule),
            expected: `${least} to ${greatest}`,
            received,
          },
        ],
  );
}
