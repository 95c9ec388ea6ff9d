import { dirname, extname, isAbsolute, join } from 'node:path';
import { canonicalJson, parseOverride, sha256Hex } from '../hardware/index.js';
import { InputError, formatProblem, refuseIfAny, type Problem } from '../problems/index.js';
import type { CalibrationTarget, TargetMachine } from './calibrate/target.js';
import { parseTarget, type CalibrationFile } from './calibrate/target-file.js';
import { loadHardware, loadNetwork, loadTable } from './files.node.js';
import { readText } from './read-file.node.js';
import { TARGET, resolve } from './shipped.node.js';
import { unitMath } from './unit-math.node.js';

/** What `lmusim calibrate` takes when no target is named, and the table that it ships. */
export const DEFAULT_TARGET = 'blouw-2021';

/**
 * Reads a calibration target with all that it names: paths in it are from its own folder.
 *
 * @param nameOrPath a shipped name, such as `blouw-2021`, or the path of a YAML file
 * @throws InputError when anything cannot be read (`files.*`) or is not usable (`target.*`, `network.*`, `hardware.*`,
 *   `energy.*`)
 */
export function loadTarget(nameOrPath: string): CalibrationTarget {
  const { file, shown, kind } = resolve(nameOrPath, TARGET);
  const content = parseTarget(readText(file, kind, shown), shown, unitMath);
  const at = (named: string): string =>
    (/[/\\]/.test(named) || extname(named) !== '') && !isAbsolute(named) && typeof file === 'string'
      ? join(dirname(file), named)
      : named;
  const problems: Problem[] = [];
  const machine = ({
    name,
    network,
    hardware,
    set,
  }: CalibrationFile['predictions'][number]): TargetMachine => ({
    name,
    network: load(() => loadNetwork(at(network))),
    hardware: load(() => loadHardware(at(hardware), { overrides: set.map(parseOverride) })),
  });
  // What cannot be read is missing until all files were tried; then nothing is returned.
  const load = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.filter((problem) => !problems.some((known) => same(known, problem))));
      return undefined as T;
    }
  };
  const { name, about, priors, shape } = content;
  const target: CalibrationTarget = {
    ...{ name, about, priors, shape },
    sha256: sha256Hex(canonicalJson(content)),
    table: load(() => loadTable(at(content.table))),
    powers: content.powers.map(({ power_uW, spread_lnSigma, source, ...rest }) => ({
      ...machine(rest),
      ...{ power_uW, spread_lnSigma, source },
    })),
    predictions: content.predictions.map(machine),
  };
  refuseIfAny(problems);
  return target;
}

const same = (a: Problem, b: Problem): boolean => formatProblem(a) === formatProblem(b);
