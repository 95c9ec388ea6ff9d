import { invariant } from '../problems/index.js';
import type { AxisValue } from '../results/index.js';
import type { AxisDefinition } from './definition.js';

/** Values, or a range that is drawn from as a whole. */
export interface Axis {
  readonly name: string;
  readonly path: string;
  /** Undefined for a range without points. */
  readonly values: readonly AxisValue[] | undefined;
  /** The value at a fraction of the axis, 0 <= u < 1: each value, or each part of the range, is as probable. */
  readonly draw: (u: number) => AxisValue;
}

/** Digits that a value of a range keeps: logarithms and powers differ in their last bits between engines (X3). */
const DIGITS = 5;

export function axisOf(definition: AxisDefinition): Axis {
  const { name, path, values: listed, points } = definition;
  const values =
    listed ??
    (points === undefined
      ? undefined
      : Array.from({ length: points }, (_, i) => within(definition, points === 1 ? 0 : i / (points - 1))));
  return {
    name,
    path,
    values,
    draw: (u) =>
      values === undefined
        ? within(definition, u)
        : values[Math.min(values.length - 1, Math.floor(u * values.length))]!,
  };
}

/** The value at a fraction of a range, its ends exactly where they need no rounding. */
function within({ from, to, scale, multipleOf }: AxisDefinition, fraction: number): number {
  invariant(from !== undefined && to !== undefined, () => 'an axis without values and range');
  const value =
    fraction === 0
      ? from
      : fraction === 1
        ? to
        : scale === 'log'
          ? from * Math.exp(fraction * Math.log(to / from))
          : from + fraction * (to - from);
  if (multipleOf === undefined) return Number(value.toPrecision(DIGITS));
  return Number((Math.floor(value / multipleOf + 0.5) * multipleOf).toPrecision(12));
}
