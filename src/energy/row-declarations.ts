import { TILE_UNITS, type ActionDeclaration } from '../hardware/index.js';

/** The unit of a row's value; in a table it stands in the key, as in `value_pJ`. */
export type ValueUnit =
  'pJ' | 'fJ_per_bit' | 'pJ_per_cycle' | 'pW_per_bit' | 'pW_per_transistor' | 'nW_per_lane' | 'ratio';

/** What a row scales like: dynamic energy, leakage (never alike), or not at all. */
export type ScalesLike = 'dynamic' | 'leakage' | 'nothing';

/** One row that an energy table can have: `group.item`. What it prices decides its unit. */
export interface RowDeclaration {
  readonly group: string;
  readonly item: string;
  readonly key: string;
  readonly valueUnit: ValueUnit;
  /** What one value pays for. */
  readonly prices: string;
  /** A table may go without the row; then what it prices costs nothing, and a ratio is 1. */
  readonly optional: boolean;
  /** Which widths can scale the value. */
  readonly widths: 'event' | 'capacity' | 'none';
  readonly scalesLike: ScalesLike;
  /** True when the implementation factor multiplies it: products, registers and memories. */
  readonly implementation: boolean;
}

type Flags = Partial<Pick<RowDeclaration, 'optional' | 'widths' | 'implementation'>>;

const SCALES_LIKE: Readonly<Record<ValueUnit, ScalesLike>> = {
  pJ: 'dynamic',
  fJ_per_bit: 'dynamic',
  pJ_per_cycle: 'dynamic',
  pW_per_bit: 'leakage',
  pW_per_transistor: 'leakage',
  nW_per_lane: 'leakage',
  ratio: 'nothing',
};

function declare(
  group: string,
  item: string,
  valueUnit: ValueUnit,
  prices: string,
  flags: Flags = {},
): RowDeclaration {
  return {
    ...{ group, item, key: `${group}.${item}`, valueUnit, prices, scalesLike: SCALES_LIKE[valueUnit] },
    ...{ optional: false, widths: 'none', implementation: false, ...flags },
  };
}

/** The units whose arithmetic is multiply-accumulate. */
const PRODUCTS: readonly string[] = ['macArray', 'legendreUnit'];

/**
 * Every row of a table, made from what the units declare: one for each event; one for the clock of each unit that has
 * registers (a memory's clock is part of its accesses); a static power of a MAC lane; one each for the clock tree, the
 * clock of an idle memory, a bit of SRAM, a retained bit, and a transistor of logic; and the implementation factor.
 */
export const ROW_DECLARATIONS: readonly RowDeclaration[] = [
  ...TILE_UNITS.flatMap((unit) => {
    const registers = (unit.ports as readonly string[]).includes('unit');
    const implementation = !registers || PRODUCTS.includes(unit.name);
    return [
      ...Object.entries<ActionDeclaration>(unit.actions).map(([action, { counts, dataDependent }]) =>
        declare(unit.name, action, 'pJ', counts, {
          optional: dataDependent,
          widths: 'event',
          implementation,
        }),
      ),
      ...(registers
        ? [
            declare(unit.name, 'clock', 'fJ_per_bit', 'register bits, each cycle in which they are clocked', {
              implementation: true,
            }),
          ]
        : []),
      ...(unit.name === 'macArray'
        ? [
            declare('macArray', 'laneStatic', 'nW_per_lane', 'MAC lanes, whatever they do', {
              optional: true,
            }),
          ]
        : []),
    ];
  }),
  declare('clockTree', 'clock', 'pJ_per_cycle', 'cycles of the whole accelerator'),
  declare('sram', 'idleClock', 'fJ_per_bit', 'bits of the word of a bank that is clocked without an access', {
    optional: true,
    implementation: true,
  }),
  declare('sram', 'leakage', 'pW_per_bit', 'SRAM bits', { widths: 'capacity' }),
  declare('sram', 'retention', 'pW_per_bit', 'SRAM bits in retention', { widths: 'capacity' }),
  declare('logic', 'leakage', 'pW_per_transistor', 'transistors of logic'),
  declare(
    'implementation',
    'factor',
    'ratio',
    'products, registers and memories as built over the same as sums of their parts',
    { optional: true },
  ),
];

const BY_KEY = new Map(ROW_DECLARATIONS.map((row) => [row.key, row]));

export function rowDeclaration(key: string): RowDeclaration | undefined {
  return BY_KEY.get(key);
}
