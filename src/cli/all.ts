import { InputError, refuseIfAny, type Problem } from '../problems/index.js';

/**
 * The values of every action, so that all bad inputs of a command are reported together and not one a try.
 *
 * @throws InputError with the problems of all of them
 */
export function all<const Actions extends readonly (() => unknown)[]>(
  actions: Actions,
): { -readonly [Index in keyof Actions]: ReturnType<Actions[Index]> } {
  const problems: Problem[] = [];
  const values = actions.map((action) => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return undefined;
    }
  });
  refuseIfAny(problems);
  return values as { -readonly [Index in keyof Actions]: ReturnType<Actions[Index]> };
}
