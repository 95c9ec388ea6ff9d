import { extname } from 'node:path';
import type { EnergyTable } from '../energy/index.js';
import type { HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { InputError, type Problem } from '../problems/index.js';
import type { CompareResult, Override } from '../results/index.js';
import { loadConfiguration, loadNetwork, shippedNames } from './files.node.js';

/** Something that a comparison varies. */
export type LoadedDesign =
  | { readonly kind: 'network'; readonly value: Network }
  | { readonly kind: 'hardware'; readonly value: HardwareConfiguration }
  | { readonly kind: 'table'; readonly value: EnergyTable };

/**
 * Reads a network, a hardware configuration or an energy table, whichever it is.
 *
 * @param options `overrides`: of a hardware configuration, as `loadHardware` takes them
 * @throws InputError as the readers of files
 */
export function loadDesign(
  nameOrPath: string,
  options: { readonly overrides?: readonly Override[] } = {},
): LoadedDesign {
  if (extname(nameOrPath) === '.safetensors' || shippedNames().networks.includes(nameOrPath)) {
    return { kind: 'network', value: loadNetwork(nameOrPath) };
  }
  const loaded = loadConfiguration(nameOrPath, options);
  return loaded.kind === 'energy table'
    ? { kind: 'table', value: loaded.value }
    : { kind: 'hardware', value: loaded.value };
}

/**
 * What some designs have in common.
 *
 * @param names as they were given
 * @param fixed what flags choose; not of the designs' own kind
 * @throws InputError when they are of several kinds, or their kind is chosen by a flag too
 */
export function onlyKind(
  names: readonly string[],
  designs: readonly LoadedDesign[],
  fixed: Readonly<Record<LoadedDesign['kind'], string | undefined>>,
): CompareResult['subject'] {
  const { kind } = designs[0]!;
  const problems = designs.flatMap((design, index): Problem[] =>
    design.kind === kind
      ? []
      : [
          {
            code: 'usage.kinds',
            path: names[index]!,
            message: 'of another kind than the first',
            expected: kind,
            received: design.kind,
            hint: `--${design.kind} chooses one for all`,
          },
        ],
  );
  if (fixed[kind] !== undefined) {
    problems.push({
      code: 'usage.conflict',
      path: `--${kind}`,
      message: `not together with designs that are of this kind`,
      expected: 'one of them',
      received: 'both',
    });
  }
  if (problems.length > 0) throw new InputError(problems);
  return kind;
}
