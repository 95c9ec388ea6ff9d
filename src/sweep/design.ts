/** What the values of a point make of the sweep's inputs. */
import { mapped } from '../arrays/index.js';
import { energySection, type EnergyTable, type LoadUnitMath, type TableRow } from '../energy/index.js';
import { overrideHardware, type HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { didYouMean, InputError, type Problem } from '../problems/index.js';
import type { AxisValue } from '../results/index.js';
import type { AxisValues } from './combine.js';
import { CHOICES, pathsOf } from './definition.js';
import type { NamedSweep, SweepInputs } from './inputs.js';
import { requantised, WIDTHS, type Widths } from './requantise.js';

export interface Design {
  readonly network: Network;
  readonly hardware: HardwareConfiguration;
  readonly table: EnergyTable;
}

/** One of a path's kinds (docs/sweep.md, X2). */
export type PathKind = 'choice' | 'network' | 'table' | 'hardware';

interface NamedPath {
  readonly name: string;
  readonly path: string;
}

export function kindOf(path: string): PathKind {
  if (CHOICES.has(path)) return 'choice';
  if (path.startsWith('network.')) return 'network';
  return path.startsWith('table.') ? 'table' : 'hardware';
}

/** Makes designs of points, each network of some widths once. */
export class Designer {
  private readonly networks = new Map<string, Network>();
  private readonly paths: Readonly<Record<PathKind, readonly NamedPath[]>>;

  constructor(
    private readonly sweep: NamedSweep,
    private readonly inputs: SweepInputs,
    private readonly unitMath?: LoadUnitMath,
  ) {
    const paths = pathsOf(sweep.axes);
    const of = (kind: PathKind) => paths.filter(({ path }) => kindOf(path) === kind);
    this.paths = {
      ...{ choice: of('choice'), network: of('network') },
      ...{ table: of('table'), hardware: of('hardware') },
    };
  }

  /** @throws InputError with what no design can have */
  design(values: AxisValues): Design {
    return { network: this.network(values), hardware: this.hardware(values), table: this.table(values) };
  }

  network(values: AxisValues): Network {
    const name = this.chosen('network', values);
    const widths = Object.fromEntries(
      this.paths.network.map(({ name: axis, path }) => [path.slice('network.'.length), values[axis]]),
    );
    const key = JSON.stringify([name, widths]);
    const known = this.networks.get(key);
    if (known !== undefined) return known;
    const made = requantised(this.inputs.networks[name]!, checkWidths(widths));
    this.networks.set(key, made);
    return made;
  }

  /** The hardware as its file has it, with what is set for all points. */
  base(values: AxisValues): HardwareConfiguration {
    return this.withOverrides(values, this.set());
  }

  hardware(values: AxisValues): HardwareConfiguration {
    const swept = mapped(this.paths.hardware, ({ name, path }) => ({ path, value: values[name] }));
    return this.withOverrides(values, [...this.set(), ...swept]);
  }

  private set() {
    return mapped(Object.entries(this.sweep.set), ([path, value]) => ({ path, value }));
  }

  private withOverrides(
    values: AxisValues,
    overrides: readonly { readonly path: string; readonly value: unknown }[],
  ) {
    const document = this.inputs.hardware[this.chosen('hardware', values)];
    try {
      return overrideHardware(document, overrides, energySection(this.unitMath));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new InputError(
        error.problems.map((problem) => ({ ...problem, path: problem.path.replace(/^--set /, '') })),
      );
    }
  }

  table(values: AxisValues): EnergyTable {
    const table = this.inputs.tables[this.chosen('table', values)]!;
    return this.paths.table.reduce((changed, { name, path }) => withRow(changed, path, values[name]!), table);
  }

  private chosen(kind: 'network' | 'hardware' | 'table', values: AxisValues): string {
    const axis = this.paths.choice.find(({ path }) => path === kind);
    return axis === undefined ? this.sweep[kind] : String(values[axis.name]);
  }
}

const wrongPath = (path: string, received: string, known: readonly string[]): InputError =>
  new InputError([
    {
      code: 'sweep.path',
      path,
      message: 'leads nowhere',
      received: `'${received}'`,
      hint: didYouMean(received, known),
    },
  ]);

const wrongValue = (path: string, expected: string, received: unknown): Problem => ({
  ...{ code: 'sweep.value', path, message: 'not a usable value', expected },
  received: typeof received === 'string' ? `'${received}'` : String(received),
});

function checkWidths(widths: Readonly<Record<string, unknown>>): Widths {
  for (const [key, value] of Object.entries(widths)) {
    if (!(WIDTHS as readonly string[]).includes(key)) throw wrongPath(`network.${key}`, key, WIDTHS);
    if (!Number.isInteger(value))
      throw new InputError([wrongValue(`network.${key}`, 'a whole number of bits', value)]);
  }
  return widths;
}

/** The table with the value of one row replaced; the row then says where its value comes from. */
function withRow(table: EnergyTable, path: string, value: AxisValue): EnergyTable {
  const [, key = '', item = ''] = /^table\.(.+)\.([^.]+)$/.exec(path) ?? [];
  const row = table.rows.find((each) => each.key === key);
  if (row === undefined)
    throw wrongPath(
      path,
      key,
      table.rows.map((each) => each.key),
    );
  if (item !== `value_${row.valueUnit}`) throw wrongPath(path, item, [`value_${row.valueUnit}`]);
  if (typeof value !== 'number' || !(value >= 0 && value < Infinity))
    throw new InputError([wrongValue(path, 'a number of at least 0', value)]);
  // As one that the hardware file states: no draw of the table moves it.
  const swept: TableRow = { ...row, overridden: true, value, kind: 'assumed', source: 'an axis of a sweep' };
  return { ...table, rows: table.rows.map((each) => (each === row ? swept : each)) };
}
