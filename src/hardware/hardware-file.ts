import { formatProblem, InputError, parseYaml, refuseIfAny, type Problem } from '../problems/index.js';
import type { Override } from '../results/index.js';
import { checkConfiguration, type HardwareConfiguration } from './configuration.js';
import { applyOverrides } from './override.js';

/**
 * Reads a hardware configuration from YAML text, fills in every default and checks every rule.
 *
 * @param file name for messages
 * @param overrides values that take the place of the file's before anything is checked
 * @throws InputError with all problems, each with its line and column or with the override that caused it
 */
export function parseHardware(
  text: string,
  file?: string,
  overrides: readonly Override[] = [],
): HardwareConfiguration {
  const { yaml, problems } = parseYaml(text, file, 'hardware');
  if (yaml === undefined) throw new InputError(problems);
  const { value, blame } = applyOverrides(yaml.value, overrides);
  const checked = checkConfiguration(value);
  refuseIfAny(onceEach(checked.problems.map((problem) => blame(problem) ?? yaml.locate(problem))));
  return checked.value!;
}

/**
 * Checks a configuration that a script has built (the shape of the YAML file) and fills in its defaults.
 *
 * @throws InputError with all problems
 */
export function defineHardware(input: unknown): HardwareConfiguration {
  const checked = checkConfiguration(input);
  refuseIfAny(checked.problems);
  return checked.value!;
}

/** An override of every tile may be wrong for each of them in the same way. */
function onceEach(problems: readonly Problem[]): Problem[] {
  const texts = problems.map(formatProblem);
  return problems.filter((_, index) => texts.indexOf(texts[index]!) === index);
}
