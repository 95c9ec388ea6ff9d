import {
  defineEnergyTable,
  leaderOf,
  type EnergyTable,
  type Parameter,
  type TableProvenance,
  type TableRow,
  type Technology,
} from '../../energy/index.js';
import { rounded } from './figures.js';

/** What became of one parameter. */
export interface Fitted {
  readonly parameter: Parameter;
  /** False for one that no design of the target pays for: it stays what it was. */
  readonly touched: boolean;
  readonly shift_sigma: number;
  /** ln(ratio) to the prior's value: most probable, and of each draw. */
  readonly ln: number;
  readonly lnDraws: readonly number[];
  readonly lnSigma: number;
}

const VALUE_DIGITS = 5;
const RATIO_DIGITS = 4;

/**
 * The calibrated table as a file has it: the rows that the fit touched at their most probable values, kind `calibrated`, the
 * others as they were; and the draws.
 */
export function calibratedTable(
  prior: EnergyTable,
  fitted: readonly Fitted[],
  { name, about, provenance }: Pick<EnergyTable, 'name' | 'about'> & { readonly provenance: TableProvenance },
): { readonly file: unknown; readonly table: EnergyTable } {
  const rows: Record<string, Record<string, unknown>> = {};
  const shown = new Map<string, number>();
  for (const row of prior.rows) {
    const [group, item] = row.key.split('.') as [string, string];
    const found = fitted.find(({ parameter }) => parameter.name === leaderOf(row));
    const value = found?.touched === true ? rounded(row.value * Math.exp(found.ln), VALUE_DIGITS) : row.value;
    if (found?.parameter.name === row.key) shown.set(row.key, Math.log(value / row.value));
    (rows[group] ??= {})[item] = fileRow(row, value, found, prior.technology);
  }
  const parameters = fitted.map(({ parameter }) => parameter.name);
  const draws = fitted[0]!.lnDraws.map((_, draw) =>
    fitted
      .map(({ parameter, lnDraws }) =>
        rounded(Math.exp(lnDraws[draw]! - shown.get(parameter.name)!), RATIO_DIGITS),
      )
      .join(' '),
  );
  const file = {
    name,
    about,
    status: 'calibrated',
    technology: prior.technology,
    rows,
    provenance,
    posterior: { parameters, draws: `${draws.join('\n')}\n` },
  };
  return { file, table: defineEnergyTable(file) };
}

function fileRow(
  row: TableRow,
  value: number,
  fitted: Fitted | undefined,
  technology: Technology,
): Record<string, unknown> {
  const { valueUnit, scaling, widths_bits, capacity_KB, follows, spread_lnSigma, kind, conditions, source } =
    row;
  const event = widths_bits.length > 0 || (valueUnit === 'pJ' && scaling === 'none');
  const touched = fitted?.touched === true;
  const { note, ...stated } = conditions;
  const unlike = Object.entries(stated).filter(
    ([key, value]) => technology[key as keyof Technology] !== value,
  );
  const own = { ...Object.fromEntries(unlike), note };
  return {
    [`value_${valueUnit}`]: value,
    ...(event || scaling !== 'none' ? { scaling } : {}),
    ...(widths_bits.length > 0 ? { widths_bits } : {}),
    ...(capacity_KB === undefined ? {} : { capacity_KB }),
    spread_lnSigma: touched ? rounded(fitted.lnSigma, 3) : spread_lnSigma,
    ...(follows === undefined ? {} : { follows }),
    kind: touched ? 'calibrated' : kind,
    conditions: own,
    source: touched
      ? `${signed(fitted.shift_sigma)} sigma from ${row.value} (${kind}, spread ${spread_lnSigma}): ${source}`
      : source,
  };
}

/** `+0.10`; with no sign where it rounds to nothing. */
function signed(value: number): string {
  const text = value.toFixed(2);
  return Number(text) === 0 ? '0.00' : value > 0 ? `+${text}` : text;
}
