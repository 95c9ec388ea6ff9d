import { InputError, parseYaml, refuseIfAny } from '../problems/index.js';
import { checkConfiguration, type HardwareConfiguration } from './configuration.js';

/**
 * Reads a hardware configuration from YAML text, fills in every default and checks every rule.
 *
 * @param file name for messages
 * @throws InputError with all problems, each with its line and column
 */
export function parseHardware(text: string, file?: string): HardwareConfiguration {
  const { yaml, problems } = parseYaml(text, file, 'hardware');
  if (yaml === undefined) throw new InputError(problems);
  const checked = checkConfiguration(yaml.value);
  refuseIfAny(checked.problems.map(yaml.locate));
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
