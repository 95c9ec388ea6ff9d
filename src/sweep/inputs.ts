import type { EnergyTable } from '../energy/index.js';
import type { Network } from '../network/index.js';
import { didYouMean, InputError, type Problem } from '../problems/index.js';
import type { LabelledRecording } from './accuracy.js';
import type { SweepDefinition } from './definition.js';

/** What a sweep's names stand for. */
export interface SweepInputs {
  readonly networks: Readonly<Record<string, Network>>;
  /** Parsed hardware files, or configurations that a script has built; not yet checked, since values of them are replaced. */
  readonly hardware: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, EnergyTable>>;
  /** What accuracy is measured on. */
  readonly recordings?: readonly LabelledRecording[];
}

/** The names that a sweep uses of each kind: that of its file, or those of an axis. */
export interface SweepNames {
  readonly network: readonly string[];
  readonly hardware: readonly string[];
  readonly table: readonly string[];
}

/** @param defaults for what the file leaves out */
export function namesOfSweep(
  definition: SweepDefinition,
  defaults: Readonly<Record<keyof SweepNames, string>>,
): SweepNames {
  const of = (kind: keyof SweepNames): readonly string[] => {
    const axis = definition.axes.find(({ path }) => path === kind);
    return axis === undefined ? [definition[kind] ?? defaults[kind]] : (axis.values ?? []).map(String);
  };
  return { network: of('network'), hardware: of('hardware'), table: of('table') };
}

/** The definition with the names of its inputs filled in. */
export type NamedSweep = SweepDefinition & { readonly [kind in keyof SweepNames]: string };

/**
 * Fills in names that the sweep leaves out: an input that is the only one of its kind needs none.
 *
 * @throws InputError for names without an input
 */
export function withNames(definition: SweepDefinition, inputs: SweepInputs): NamedSweep {
  const problems: Problem[] = [];
  const given = { network: inputs.networks, hardware: inputs.hardware, table: inputs.tables };
  const only = (kind: keyof SweepNames): string => Object.keys(given[kind])[0] ?? '';
  const defaults = { network: only('network'), hardware: only('hardware'), table: only('table') };
  const names = namesOfSweep(definition, defaults);
  for (const kind of ['network', 'hardware', 'table'] as const) {
    for (const name of names[kind]) {
      if (Object.hasOwn(given[kind], name)) continue;
      problems.push({
        code: 'sweep.input',
        path: kind,
        message: 'no such input',
        received: `'${name}'`,
        hint: didYouMean(name, Object.keys(given[kind])),
      });
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return { ...definition, network: names.network[0]!, hardware: names.hardware[0]!, table: names.table[0]! };
}
