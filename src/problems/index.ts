export {
  InputError,
  InvariantError,
  formatProblem,
  invariant,
  refuseIfAny,
  type Problem,
} from './problem.js';
export { checkSchema, describeValue, formatPath } from './schema-problems.js';
export { didYouMean } from './suggest.js';
