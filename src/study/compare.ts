import { powerDraws, ratioInterval, type Prices } from '../energy/index.js';
import { invariant } from '../problems/index.js';
import {
  VERSION,
  type Cause,
  type CompareResult,
  type ComparedDesign,
  type ComparedShare,
  type Interval,
  type RunResult,
  type Simulated,
  type SimulatedPart,
} from '../results/index.js';
import { compareSimulated } from './check/compare-simulated.js';
import { pricedBy, simulatedOf } from './check/simulated-of.js';
import type { NamedRecording } from './recordings.js';
import { perInference } from './run-figures.js';

/** A design that was run. */
export interface RunDesign {
  readonly name: string;
  readonly result: RunResult;
  readonly recordings: readonly NamedRecording[];
  /** What the run was priced with; without it there is no interval of ratios. */
  readonly prices?: Prices;
}

const EXACT = { cycles: 0, energy: 0, parts: 0 };
const WHOLE = 'whole accelerator';

/**
 * Puts runs side by side: each against the first, unit by unit, with the causes of every difference.
 *
 * @param subject what the designs differ in
 * @param designs at least two
 */
export function compare(subject: CompareResult['subject'], designs: readonly RunDesign[]): CompareResult {
  invariant(designs.length >= 2, () => 'a comparison of fewer than two designs');
  const energies = designs.map(energyOf);
  const units = [...new Set(energies.flatMap(({ parts }) => Object.keys(parts[WHOLE]!).map(unitOf)))];
  const shares = energies.map((energy, index) => sharesOf(energies[0]!, energy, designs[index]!));
  const ratioOf = powerRatiosTo(designs[0]!);
  return {
    schema: 'lmusim.compare/1',
    version: VERSION,
    subject,
    designs: designs.map((design, index) =>
      comparedDesign(design, index === 0 ? undefined : ratioOf(design)),
    ),
    units: units
      .map((unit) => ({ unit, shares: shares.map((of) => of(unit)) }))
      .sort((a, b) => b.shares[0]!.energyPerInference_nJ - a.shares[0]!.energyPerInference_nJ),
  };
}

function comparedDesign({ name, result }: RunDesign, ratio: Interval | undefined): ComparedDesign {
  return {
    name,
    network: { name: result.network.name, sha256: result.network.sha256 },
    hardware: hardwareOf(result.hardware),
    table: { name: result.table.name, sha256: result.table.sha256, status: result.table.status },
    predictions: result.recordings.map(({ prediction }) => prediction),
    perFrame_cycles: result.cycles.perFrame,
    framePeriod_cycles: result.cycles.framePeriod,
    latency_ms: result.latency_ms,
    realTime: result.realTime.ok,
    power_uW: result.power.total_uW,
    ...(result.power.total_uW_p5_p95 === undefined ? {} : { power_uW_p5_p95: result.power.total_uW_p5_p95 }),
    energyPerInference_nJ: result.energy.perInference_nJ,
    ...limits(result.energy.perInference_nJ_p5_p95),
    assumptions: result.assumptions,
    ...(ratio === undefined ? {} : { power_ratio_p5_p95: ratio }),
  };
}

const limits = (interval: Interval | undefined): { readonly energyPerInference_nJ_p5_p95?: Interval } =>
  interval === undefined ? {} : { energyPerInference_nJ_p5_p95: interval };

/** Intervals of powers over the first design's, where both are priced by the same draws. */
function powerRatiosTo(first: RunDesign): (design: RunDesign) => Interval | undefined {
  const drawsOf = ({ result, prices }: RunDesign): readonly number[] | undefined =>
    prices && powerDraws(result.energy.ledger, prices);
  const over = drawsOf(first);
  return (design) => {
    const sameTable = design.result.table.sha256 === first.result.table.sha256;
    const power = sameTable && over ? drawsOf(design) : undefined;
    return power && ratioInterval(power, over!);
  };
}

function hardwareOf({
  name,
  sha256,
  node_nm,
  voltage_V,
  temperature_C,
  clock_kHz,
  overrides,
}: RunResult['hardware']): ComparedDesign['hardware'] {
  const conditions = { node_nm, voltage_V, temperature_C, clock_kHz };
  return { name, sha256, ...conditions, ...(overrides === undefined ? {} : { overrides }) };
}

const unitOf = (action: string): string => action.split('.')[0]!;

const inferencesOf = (recordings: readonly NamedRecording[]): number =>
  recordings.reduce((sum, { frames }) => sum + frames.length, 0);

/** What the simulator found, for one inference and all tiles together: designs may have other tiles and other windows. */
function energyOf({ result, recordings }: RunDesign): Simulated {
  const simulated = simulatedOf(result, recordings);
  const inferences = inferencesOf(recordings);
  const sums: Record<string, { count: number; energy_pJ: number }> = {};
  for (const parts of Object.values(simulated.parts)) {
    for (const [action, { count, energy_pJ }] of Object.entries(parts)) {
      const sum = (sums[action] ??= { count: 0, energy_pJ: 0 });
      sum.count += count;
      sum.energy_pJ += energy_pJ;
    }
  }
  const each = Object.entries(sums).map(([action, { count, energy_pJ }]): [string, SimulatedPart] => [
    action,
    { count: count / inferences, energy_pJ: energy_pJ / inferences },
  ]);
  return { ...simulated, parts: { [WHOLE]: Object.fromEntries(each) } };
}

/** The share of each unit in a design, against the first. */
function sharesOf(
  first: Simulated,
  own: Simulated,
  { result, recordings }: RunDesign,
): (unit: string) => ComparedShare {
  const inferences = inferencesOf(recordings);
  const { cycles, clock_Hz } = result.energy.ledger;
  const { moved } = compareSimulated('', first, own, EXACT, pricedBy(result.energy.ledger));
  const energy = ({ parts }: Simulated, unit: string): number =>
    Object.entries(parts[WHOLE]!)
      .filter(([action]) => unitOf(action) === unit)
      .reduce((sum, [, { energy_pJ }]) => sum + energy_pJ, 0) / 1000;
  return (unit) => {
    const [before, now] = [energy(first, unit), energy(own, unit)];
    const changes = moved.filter(({ action }) => unitOf(action) === unit);
    const power_uW = result.power.byUnit_uW_p5_p95?.[unit];
    const causes = new Set<Cause>(changes.flatMap(({ causes }) => causes));
    return {
      energyPerInference_nJ: now,
      ...limits(power_uW && perInference(power_uW, cycles / clock_Hz / inferences)),
      ratio: before === 0 ? null : now / before,
      change_nJ: now - before,
      byCounts_nJ: changes.reduce((sum, { byCounts_pJ }) => sum + byCounts_pJ, 0) / 1000,
      causes: (['counts', 'table', 'size'] as const).filter((cause) => causes.has(cause)),
    };
  };
}
