import { formatProblem, InputError, parseYaml, refuseIfAny, type Problem } from '../problems/index.js';
import type { Override } from '../results/index.js';
import { checkConfiguration, type HardwareConfiguration, type SectionReader } from './configuration.js';
import { applyOverrides } from './override.js';

/**
 * Reads a hardware configuration from YAML text, fills in every default and checks every rule.
 *
 * @param file name for messages
 * @param overrides values that take the place of the file's before anything is checked
 * @param readEnergy as for {@link checkConfiguration}
 * @throws InputError with all problems, each with its line and column or with the override that caused it
 */
export function parseHardware(
  text: string,
  file?: string,
  overrides: readonly Override[] = [],
  readEnergy?: SectionReader,
): HardwareConfiguration {
  const { yaml, problems } = parseYaml(text, file, 'hardware');
  if (yaml === undefined) throw new InputError(problems);
  return overrideHardware(yaml.value, overrides, readEnergy, yaml.locate);
}

/**
 * Checks a parsed hardware file, or a configuration that a script has built, with values of it replaced.
 *
 * @param readEnergy as for {@link checkConfiguration}
 * @param locate adds to a problem where in the file it stands
 * @throws InputError with all problems, each with its place or with the override that caused it
 */
export function overrideHardware(
  document: unknown,
  overrides: readonly Override[],
  readEnergy?: SectionReader,
  locate: (problem: Problem) => Problem = (problem) => problem,
): HardwareConfiguration {
  const { value, blame } = applyOverrides(document, overrides);
  const checked = checkConfiguration(value, readEnergy);
  refuseIfAny(onceEach(checked.problems.map((problem) => blame(problem) ?? locate(problem))));
  return checked.value!;
}

/**
 * Checks a configuration that a script has built (the shape of the YAML file) and fills in its defaults.
 *
 * @param readEnergy as for {@link checkConfiguration}
 * @throws InputError with all problems
 */
export function defineHardware(input: unknown, readEnergy?: SectionReader): HardwareConfiguration {
  const checked = checkConfiguration(input, readEnergy);
  refuseIfAny(checked.problems);
  return checked.value!;
}

/** An override of every tile may be wrong for each of them in the same way. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const texts = problems.map(formatProblem);
  return problems.filter((_, index) => texts.indexOf(texts[index]!) === index);
}
