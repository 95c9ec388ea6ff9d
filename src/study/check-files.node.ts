import { readdirSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError, type Problem } from '../problems/index.js';
import {
  type Simulated,
  VERSION,
  type CaseCheck,
  type CheckResult,
  type Interval,
} from '../results/index.js';
import { DEFAULT_RECORDING, DEFAULT_TABLE, PACKAGE_ROOT } from './defaults.node.js';
import { loadFeatures, loadHardware, loadNetwork, loadRecording, loadTable } from './files.node.js';
import { readText, type FileKind } from './read-file.node.js';
import { simulate } from './simulate.js';
import { parseBaseline, updateBaseline, type BaselineCase } from './check/baseline-file.js';
import { compareSimulated } from './check/compare-simulated.js';
import { pricedBy, simulatedOf } from './check/simulated-of.js';

const BASELINE: FileKind = { what: 'a baseline (.yaml)', maximum_bytes: 4_000_000 };

const SHIPPED = new URL('benchmarks/baselines/', PACKAGE_ROOT);

/** Paths of the baselines that the package ships. */
export function shippedBaselines(): string[] {
  return readdirSync(SHIPPED)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => fileURLToPath(new URL(name, SHIPPED)));
}

/** Whether who works here works on lmusim itself: only then are its baselines a file to write into. */
export function shippedAreInWorkingTree(): boolean {
  const path = relative(process.cwd(), fileURLToPath(SHIPPED));
  const folders = path.split(sep);
  return !isAbsolute(path) && folders[0] !== '..' && !folders.includes('node_modules');
}

/** A baseline file that was read, before anything is simulated. */
export interface LoadedBaseline {
  readonly path: string;
  readonly content: string;
  readonly cases: readonly BaselineCase[];
}

/**
 * Reads a baseline file.
 *
 * @param use `update`: what was found before does not matter, and is not looked at
 * @throws InputError when it cannot be read (`files.*`) or is not a baseline (`baseline.*`), with every problem
 */
export function loadBaseline(path: string, use: 'check' | 'update' = 'check'): LoadedBaseline {
  const content = readText(path, BASELINE, path);
  return { path, content, cases: parseBaseline(content, path, use) };
}

interface SimulatedCase {
  readonly simulated: Simulated;
  readonly pricedBy: ReadonlyMap<string, string>;
  readonly assumptions: readonly string[];
  readonly interval: Interval | undefined;
}

function simulateCase(baseline: LoadedBaseline, each: BaselineCase): SimulatedCase {
  const folder = dirname(baseline.path);
  const beside = (path: string): string => {
    const joined = isAbsolute(path) ? path : join(folder, path);
    // A bare name would be one that is shipped.
    return /[/\\.]/.test(joined) ? joined : `.${sep}${joined}`;
  };
  const at = (nameOrPath: string): string =>
    /[/\\]/.test(nameOrPath) || extname(nameOrPath) !== '' ? beside(nameOrPath) : nameOrPath;
  const network = loadNetwork(at(each.network));
  const recordings =
    each.features !== undefined
      ? loadFeatures(beside(each.features))
      : (each.recordings ?? [DEFAULT_RECORDING]).map((path) =>
          loadRecording(typeof path === 'string' ? beside(path) : path, network),
        );
  const result = simulate({
    network,
    hardware: loadHardware(at(each.hardware)),
    table: loadTable(each.table === undefined ? DEFAULT_TABLE : at(each.table)),
    recordings,
    allowMissedRealTime: true,
  });
  return {
    simulated: simulatedOf(result, recordings),
    pricedBy: pricedBy(result.energy.ledger),
    assumptions: result.assumptions,
    interval: result.energy.perInference_nJ_p5_p95,
  };
}

/** A problem of a case's inputs says which case it is. */
function ofCase<T>({ path }: LoadedBaseline, { name }: BaselineCase, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(
      error.problems.map((problem) => ({
        ...problem,
        message: `${problem.message} (case '${name}' of ${path})`,
      })),
    );
  }
}

/**
 * Simulates every case of some baselines and holds it against what was found before.
 *
 * @param named what the result calls each file
 * @param onCase called before each case
 * @throws InputError for inputs that cannot be used, and for cases that were never simulated
 */
export function checkBaselines(
  baselines: readonly LoadedBaseline[],
  named: readonly string[],
  onCase: (name: string) => void = () => undefined,
): CheckResult {
  const unsimulated = baselines.flatMap(({ path, cases }) =>
    cases.flatMap(({ name, simulated }, index): Problem[] =>
      simulated !== undefined
        ? []
        : [
            {
              code: 'baseline.not-simulated',
              path: `cases[${index}]`,
              file: path,
              message: `case '${name}' has nothing to be held against`,
              expected: 'what was simulated before',
              received: 'nothing',
              hint: 'lmusim check --update simulates it',
            },
          ],
    ),
  );
  if (unsimulated.length > 0) throw new InputError(unsimulated);
  const checked = baselines.map((baseline, index) => ({
    file: named[index]!,
    cases: baseline.cases.map((each): CaseCheck => {
      onCase(each.name);
      const now = ofCase(baseline, each, () => simulateCase(baseline, each));
      return {
        ...compareSimulated(
          each.name,
          each.simulated!,
          now.simulated,
          each.tolerances,
          now.pricedBy,
          now.assumptions,
        ),
        ...(now.interval && { energyPerInference_nJ_p5_p95: now.interval }),
      };
    }),
  }));
  return {
    schema: 'lmusim.check/1',
    version: VERSION,
    ok: checked.every(({ cases }) => cases.every(({ ok }) => ok)),
    baselines: checked,
  };
}

/**
 * The content of a baseline file with what is simulated now.
 *
 * @throws InputError for inputs that cannot be used
 */
export function resimulateBaseline(
  baseline: LoadedBaseline,
  onCase: (name: string) => void = () => undefined,
): string {
  return updateBaseline(
    baseline.content,
    baseline.cases.map((each) => {
      onCase(each.name);
      return ofCase(baseline, each, () => simulateCase(baseline, each)).simulated;
    }),
  );
}
