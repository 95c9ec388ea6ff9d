import { readFileSync } from 'node:fs';

/** A text that the package ships and what its reader made of it. */
interface ShippedValue {
  readonly text: string;
  readonly value: unknown;
}

/**
 * What a shipped file's reader made of `text` when the package was built (scripts/shipped-values.js): reading and
 * checking it again takes longer than everything else that a start does. Undefined unless the file still holds that very
 * text, and where nothing was built, as in specs.
 *
 * @param name its path in the package, such as `tables/22nm-bottom-up.yaml`
 */
export function shippedValue(name: string, text: string): unknown {
  let built: ShippedValue;
  try {
    built = JSON.parse(
      readFileSync(new URL(`../shipped/${name}.json`, import.meta.url), 'utf8'),
    ) as ShippedValue;
  } catch {
    return undefined;
  }
  return built.text === text ? built.value : undefined;
}
