import type { Override } from '../results/index.js';

/** What was replaced in a file of hardware, to stand behind its name; empty when nothing was. */
export function overridesText(overrides: readonly Override[] | undefined): string {
  if (overrides === undefined) return '';
  return ` with ${overrides.map(({ path, value }) => `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ')}`;
}
