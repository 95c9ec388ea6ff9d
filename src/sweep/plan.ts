/** Which points a sweep has: combined, chosen, named and drawn for the check, all of it before any runs. */
import type { EnergyTable, LoadUnitMath } from '../energy/index.js';
import { FIELDS, FIELD_NAMES, canonicalJson, sha256Hex } from '../hardware/index.js';
import { encodeNetwork } from '../network/index.js';
import { didYouMean, InputError, refuseIfAny, type Problem } from '../problems/index.js';
import { CONTRACT, VERSION, type Aim, type SweepTable } from '../results/index.js';
import { combinationsOf, type AxisValues } from './combine.js';
import { Designer } from './design.js';
import { RESULTS, type SweepPoint } from './evaluate.js';
import { parseExpressions, type Expression } from './expression.js';
import { namesOfSweep, withNames, type NamedSweep, type SweepInputs } from './inputs.js';
import { drawsOf, keysOf } from './keys.js';
import { pathsOf, type SweepDefinition } from './definition.js';

const MOST_POINTS = 1_000_000;

/** Of a record, beside axes and results. */
const COLUMNS: readonly string[] = ['index', 'key', 'status', 'table_status', 'reasons', 'checked'];

/** A sweep whose inputs are there and whose paths lead somewhere. */
export interface SweepPlan {
  readonly sweep: NamedSweep;
  readonly inputs: SweepInputs;
  /** Hash of what all results come of: definition, inputs, version. */
  readonly id: string;
  /** SHA-256 of each input by its name. */
  readonly hashes: Readonly<Record<'networks' | 'hardware', Readonly<Record<string, string>>>>;
  /** Those that price points, in the order of their axis. */
  readonly tables: readonly SweepTable[];
  readonly objectives: Readonly<Record<string, Aim>>;
  /** Number of points, and of combinations that are none: that `where` leaves out or that stand already. */
  readonly length: number;
  readonly leftOut: number;
  readonly repeated: number;
  readonly point: (index: number) => SweepPoint;
  /** Expressions that need results. */
  readonly conditions: readonly Expression[];
}

/**
 * Plans a sweep.
 *
 * @param unitMath gives mathjs for quantities in hardware files, as for `parseHardware`
 * @throws InputError for a path that leads nowhere, an unknown name in an expression, and a table that the closed form cannot price
 */
export async function planSweep(
  definition: SweepDefinition,
  inputs: SweepInputs,
  unitMath?: LoadUnitMath,
): Promise<SweepPlan> {
  const sweep = withNames(definition, inputs);
  const objectives = objectivesOf(sweep, inputs);
  const combinations = combinationsOf(sweep);
  refuseIfAny([
    ...tooMany(combinations.length),
    ...tablesWithData(inputs.tables),
    ...pathProblems(sweep, new Designer(sweep, inputs, unitMath), combinations.at(0)),
  ]);
  const names = sweep.axes.map(({ name }) => name);
  const clash = names.filter((name) => [...RESULTS, ...COLUMNS].includes(name));
  if (clash.length > 0) {
    throw new InputError([
      {
        code: 'sweep.axis',
        path: `axes.${clash[0]!}`,
        message: 'results have a column of this name',
        expected: 'another name, with path',
      },
    ]);
  }
  const expressions = await parseExpressions(sweep.where, [...names, ...resultsOf(sweep, inputs)]);
  const before = expressions.filter((each) => [...each.names].every((name) => names.includes(name)));

  const hashes = {
    networks: eachOf(inputs.networks, (network) => sha256Hex(encodeNetwork(network))),
    hardware: eachOf(inputs.hardware, (document) => sha256Hex(canonicalJson(document))),
    tables: eachOf(inputs.tables, (table) => sha256Hex(canonicalJson(table))),
  };
  const recordings = inputs.recordings?.map(({ name, label, wav }) => [name, label, sha256Hex(wav)]);
  const keyOf = keysOf(sweep, hashes, recordings);
  const drawOf = drawsOf(sweep.seed);
  const kept: number[] = [];
  /** Of the points that are kept, in their order. */
  const known = new Set<string>();
  const checked = new Set<string>();
  /** The least draw of all, so that a sweep of few points has one that is checked. */
  let least = { draw: Infinity, key: '' };
  let leftOut = 0;
  let repeated = 0;
  for (let at = 0; at < combinations.length; at++) {
    const values = combinations.at(at);
    if (!before.every((each) => each.holds(values))) {
      leftOut += 1;
      continue;
    }
    const key = keyOf(values);
    if (known.has(key)) {
      repeated += 1;
      continue;
    }
    known.add(key);
    kept.push(at);
    const draw = drawOf(key);
    if (draw < sweep.check) checked.add(key);
    if (draw < least.draw) least = { draw, key };
  }
  if (kept.length === 0) {
    throw new InputError([
      {
        code: 'sweep.points',
        path: 'where',
        message: 'no point is left',
        received: `${combinations.length} combinations, none of which holds`,
      },
    ]);
  }
  const conditions = expressions.filter((each) => !before.includes(each));
  if (sweep.check > 0) checked.add(least.key);
  const pointKeys = [...known];
  return {
    ...{ sweep, inputs, objectives, leftOut, repeated },
    hashes: { networks: hashes.networks, hardware: hashes.hardware },
    tables: [...new Set(namesOfSweep(sweep, sweep).table)].map((name) => ({
      ...{ name, sha256: hashes.tables[name]!, status: inputs.tables[name]!.status },
    })),
    id: sha256Hex(canonicalJson({ version: VERSION, contract: CONTRACT, sweep, hashes, recordings })),
    length: kept.length,
    point: (index) => {
      const key = pointKeys[index]!;
      return { index, key, values: combinations.at(kept[index]!), check: checked.has(key) };
    },
    conditions,
  };
}

/** What is varied and wanted of a result when nothing is said. */
const OBJECTIVES: Readonly<Record<string, Aim>> = {
  power_uW: 'least',
  latency_ms: 'least',
  transistors: 'least',
};

/** Results that every point has: what some lack neither ranks points nor chooses them. */
function resultsOf(sweep: NamedSweep, { tables, recordings }: SweepInputs): readonly string[] {
  const drawn = namesOfSweep(sweep, sweep).table.every((name) => tables[name]!.posterior !== undefined);
  return RESULTS.filter(
    (name) => (drawn || !/_p5$|_p95$/.test(name)) && (name !== 'accuracy' || recordings !== undefined),
  );
}

function objectivesOf(sweep: NamedSweep, inputs: SweepInputs): Readonly<Record<string, Aim>> {
  const known = resultsOf(sweep, inputs);
  const objectives = sweep.objectives ?? {
    ...OBJECTIVES,
    ...(inputs.recordings === undefined ? {} : { accuracy: 'most' }),
  };
  const problems = Object.keys(objectives)
    .filter((name) => !known.includes(name))
    .map((name): Problem => ({
      code: 'sweep.objective',
      path: `objectives.${name}`,
      message: (RESULTS as readonly string[]).includes(name)
        ? 'not every point has this result'
        : 'no such result',
      hint: didYouMean(name, known),
    }));
  if (Object.keys(objectives).length === 0)
    problems.push({
      code: 'sweep.objective',
      path: 'objectives',
      message: 'nothing is wanted',
      expected: 'at least one result',
    });
  refuseIfAny(problems);
  return objectives;
}

function tooMany(points: number): Problem[] {
  if (points <= MOST_POINTS) return [];
  return [
    {
      code: 'sweep.points',
      path: 'axes',
      message: 'too many points',
      expected: `at most ${MOST_POINTS}`,
      received: String(points),
      hint: 'a sample takes some of them',
    },
  ];
}

/** Events that depend on data have no closed form (docs/accelerator.md, E2). */
function tablesWithData(tables: SweepInputs['tables']): Problem[] {
  return Object.entries(tables).flatMap(([name, table]) =>
    dataRows(table).map((key) => ({
      code: 'sweep.data-dependent',
      path: `table ${name}: rows.${key}`,
      message: 'this event depends on data, and the points of a sweep come from the closed form',
      hint: 'leave the row out, or use lmusim run',
    })),
  );
}

const DATA_EVENTS: ReadonlySet<string> = new Set(
  FIELD_NAMES.filter((_, index) => {
    const field = FIELDS[index]!;
    return field.kind === 'event' && field.dataDependent;
  }),
);

const dataRows = (table: EnergyTable): string[] =>
  table.rows.map(({ key }) => key).filter((key) => DATA_EVENTS.has(key));

/** What is wrong with an axis itself, found with its first value in the first point (X7). */
function pathProblems(sweep: NamedSweep, designer: Designer, first: AxisValues): Problem[] {
  const attempt = (action: () => unknown): readonly Problem[] => {
    try {
      action();
      return [];
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
  };
  const found = [
    attempt(() => designer.network(first)),
    attempt(() => designer.hardware(first)),
    attempt(() => designer.table(first)),
  ].flat();
  const misspelt = found.filter(({ code }) => LEADS_NOWHERE.has(code) || code.endsWith('.unknown-key'));
  return misspelt.map((problem) => {
    const axis = pathsOf(sweep.axes).find(
      ({ path }) => problem.path === path || path.startsWith(problem.path) || problem.path.startsWith(path),
    );
    const place = axis === undefined ? `set.${problem.path}` : `axes.${axis.name}`;
    return { ...problem, code: 'sweep.path', path: `${place}: ${problem.path}` };
  });
}

const LEADS_NOWHERE: ReadonlySet<string> = new Set([
  'hardware.override',
  'sweep.path',
  'hardware.no-such-row',
]);

/** What `change` makes of each input, by its name. */
function eachOf<A, B>(
  values: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
