export {
  InputError,
  InvariantError,
  MOST_PROBLEMS,
  formatProblem,
  invariant,
  refuseIfAny,
  type Problem,
} from './problem.js';
export { refuseOtherKind } from './document-kind.js';
export { fileKindOf } from './file-kind.js';
export { parseJson, type JsonLimits } from './json-file.js';
export { checkSchema, describeValue, formatPath } from './schema-problems.js';
export { didYouMean } from './suggest.js';
export { parseYaml, parseYamlValue, type YamlFile } from './yaml-file.js';
