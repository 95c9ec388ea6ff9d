/** The combinations of a sweep's axes: products with zipped groups, random samples, Latin hypercubes (docs/sweep.md, X4, X5). */
import seedrandom from 'seedrandom';
import { invariant } from '../problems/index.js';
import type { AxisValue } from '../results/index.js';
import { axisOf, type Axis } from './axis.js';
import type { SweepDefinition } from './definition.js';

/** The value of each axis at a point, by the axis' name. */
export type AxisValues = Readonly<Record<string, AxisValue>>;

/** Points by number; any of them can be had without the others. */
export interface Combinations {
  readonly axes: readonly Axis[];
  /** Points, equal ones counted as often as they come. */
  readonly length: number;
  readonly at: (index: number) => AxisValues;
}

/** Axes that vary together. */
type Group = readonly Axis[];

export function combinationsOf(
  definition: Pick<SweepDefinition, 'axes' | 'zip' | 'sample' | 'seed'>,
): Combinations {
  const axes = definition.axes.map(axisOf);
  const groups = groupsOf(axes, definition.zip);
  const { sample, seed } = definition;
  if (sample === undefined) return product(axes, groups);
  return sample.method === 'random'
    ? drawn(axes, groups, sample.points, (name) => random(seed, name, sample.points))
    : drawn(axes, groups, sample.points, (name) => latinHypercube(seed, name, sample.points));
}

/** Each group at the place of its first axis. */
function groupsOf(axes: readonly Axis[], zip: SweepDefinition['zip']): readonly Group[] {
  const zipped = (axis: Axis): Group => {
    const group = zip.find((names) => names.includes(axis.name));
    return group === undefined ? [axis] : axes.filter(({ name }) => group.includes(name));
  };
  return axes.map(zipped).filter((group, index) => group[0] === axes[index]);
}

/** Every axis, in the order of the points' values, with the number of its group. */
const inGroups = (axes: readonly Axis[], groups: readonly Group[]) =>
  axes.map((axis) => ({ axis, group: groups.findIndex((group) => group.includes(axis)) }));

function product(axes: readonly Axis[], groups: readonly Group[]): Combinations {
  const lengths = groups.map(([first]) => first!.values!.length);
  const varied = inGroups(axes, groups).map(({ axis, group }) => ({
    name: axis.name,
    values: axis.values!,
    group,
  }));
  return {
    axes,
    length: lengths.reduce((total, length) => total * length, 1),
    at: (index) => {
      let rest = index;
      const places: number[] = new Array<number>(lengths.length);
      for (let g = lengths.length - 1; g >= 0; g--) {
        const place = rest % lengths[g]!;
        rest = (rest - place) / lengths[g]!;
        places[g] = place;
      }
      const point: Record<string, AxisValue> = {};
      for (const { name, values, group } of varied) point[name] = values[places[group]!]!;
      return point;
    },
  };
}

function drawn(
  axes: readonly Axis[],
  groups: readonly Group[],
  length: number,
  sampler: (name: string) => Float64Array,
): Combinations {
  const samples = groups.map(([first]) => sampler(first!.name));
  const varied = inGroups(axes, groups);
  return {
    axes,
    length,
    at: (index) => {
      invariant(index < length, () => `no point ${index}`);
      const point: Record<string, AxisValue> = {};
      for (const { axis, group } of varied) point[axis.name] = axis.draw(samples[group]![index]!);
      return point;
    },
  };
}

const generator = (seed: string, name: string): (() => number) => {
  const next = seedrandom.alea(`${seed} ${name}`);
  return () => next.double();
};

function random(seed: string, name: string, points: number): Float64Array {
  const next = generator(seed, name);
  return Float64Array.from({ length: points }, next);
}

/** One draw from each of as many equal parts as there are points, in a random order (McKay, Beckman, Conover 1979). */
function latinHypercube(seed: string, name: string, points: number): Float64Array {
  const next = generator(seed, name);
  const parts = Array.from({ length: points }, (_, part) => part);
  for (let last = points - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    [parts[last], parts[other]] = [parts[other]!, parts[last]!];
  }
  return Float64Array.from(parts, (part) => (part + next()) / points);
}
