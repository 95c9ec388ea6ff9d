import { parseOverride } from '../hardware/index.js';
import type { Override } from '../results/index.js';
import type { ArgumentReader } from './arguments.js';

/** What every --set says; a problem is kept in `args`. */
export function overridesOf(args: ArgumentReader): Override[] {
  const overrides = args.all('set').flatMap((text) => args.attempt(() => parseOverride(text)) ?? []);
  overrides.forEach(({ path }, index) => {
    if (overrides.findIndex((other) => other.path === path) === index) return;
    args.add({
      code: 'usage.repeated',
      path: `--set ${path}`,
      message: 'given more than once',
      expected: 'one value',
      received: args
        .all('set')
        .filter((text) => text.startsWith(`${path}=`))
        .map((text) => `'${text}'`)
        .join(', '),
    });
  });
  return overrides;
}

/** A result that says what was replaced in its hardware. */
export function withOverrides<Result extends { readonly hardware: object }>(
  result: Result,
  overrides: readonly Override[],
): Result {
  return overrides.length === 0 ? result : { ...result, hardware: { ...result.hardware, overrides } };
}
