/** A point's figures from the closed form, and from the simulator for those that are checked (docs/sweep.md, P1 to P3). */
import { compile } from '../compiler/index.js';
import { priceTable, type LoadUnitMath } from '../energy/index.js';
import {
  architectureOf,
  canonicalJson,
  framePeriod_cycles,
  hardwareSizes,
  type HardwareConfiguration,
} from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { formatProblem, InputError } from '../problems/index.js';
import type { Program } from '../program/index.js';
import type { SweepRecord } from '../results/index.js';
import {
  refuseMissedRealTime,
  resourceSearch,
  type LeastResources,
  type ResourcePoint,
} from '../study/index.js';
import { frameTiming, timeProgram } from '../timing/index.js';
import { accuracyOf } from './accuracy.js';
import { Cache } from './cache.js';
import { checkPoint } from './check-point.js';
import type { AxisValues } from './combine.js';
import { Designer, type Design } from './design.js';
import type { NamedSweep, SweepInputs } from './inputs.js';
import { pointEnergy } from './point-energy.js';

/** A point that is to be run. */
export interface SweepPoint {
  readonly index: number;
  readonly key: string;
  readonly values: AxisValues;
  /** It is run on the simulator too. */
  readonly check: boolean;
}

/** Names that results may have: intervals where the table has draws, `accuracy` where it is measured. */
export const RESULTS = [
  ...['power_uW', 'power_uW_p5', 'power_uW_p95'],
  ...['energyPerInference_nJ', 'energyPerInference_nJ_p5', 'energyPerInference_nJ_p95'],
  ...['latency_ms', 'latency_cycles'],
  ...['perFrame_cycles', 'busyFraction', 'transistors', 'logic_transistors', 'memory_bits', 'accuracy'],
] as const;

/** Hardware with the program that it runs. */
export interface Built extends Design {
  readonly assignment: readonly number[] | undefined;
  readonly program: Program;
  readonly chosen: Readonly<Record<string, number>> | undefined;
}

/** Programs and searches that are kept: a product's last axes vary fastest, so what comes next is often like what came. */
const KEPT = 16;

/** Evaluates the points of one sweep. What depends on a part of a point only is kept for the points that share it. */
export class PointEvaluator {
  private readonly designer: Designer;
  private readonly programs = new Cache<Program | InputError>(KEPT);
  private readonly searches = new Cache<(point: ResourcePoint) => LeastResources | undefined>(KEPT);
  private readonly fractions = new Cache<number>(KEPT);
  private readonly accuracies = new Map<Network, number>();
  private readonly networks = new Map<Network, number>();

  constructor(
    private readonly sweep: NamedSweep,
    private readonly inputs: SweepInputs,
    unitMath?: LoadUnitMath,
  ) {
    this.designer = new Designer(sweep, inputs, unitMath);
  }

  /** Never throws: what goes wrong is the point's own record. */
  evaluate({ index, key, values, check }: SweepPoint): SweepRecord {
    try {
      const found = this.figures(this.build(values), check ? key : undefined);
      return { key, index, values, status: 'ok', ...found };
    } catch (error) {
      const reasons =
        error instanceof InputError
          ? // What to do about it differs for a sweep: other values.
            error.problems.map(({ hint: _hint, ...problem }) => formatProblem(problem))
          : [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
      return { key, index, values, status: error instanceof InputError ? 'infeasible' : 'failed', reasons };
    }
  }

  /**
   * The hardware of a point with the program for it.
   *
   * @throws InputError when the point is infeasible
   */
  build(values: AxisValues): Built {
    const design = this.designer.design(values);
    const { hardware, assignment, chosen } = this.resources(design, values);
    const { network, table } = design;
    const name = JSON.stringify([this.numberOf(network), architectureOf(hardware), assignment]);
    // Also that a network does not fit is found once.
    const program = this.programs.get(name, () =>
      orRefusal(() => compile(network, hardware, assignment === undefined ? {} : { assignment })),
    );
    if (program instanceof InputError) throw program;
    return { network, hardware, table, assignment, program, chosen };
  }

  private figures(
    built: Built,
    seed: string | undefined,
  ): Omit<SweepRecord, 'key' | 'index' | 'values' | 'status'> {
    const { network, hardware, program, chosen } = built;
    refuseMissedRealTime(hardware, frameTiming(program, hardware));
    const { frames } = this.sweep;
    const timing = timeProgram(program, hardware, frames);
    const prices = priceTable(built.table, hardware);
    const energy = pointEnergy(prices, timing, frames);
    const sizes = hardwareSizes(hardware);
    const checked = seed === undefined ? undefined : checkPoint(built, { prices, energy, frames }, seed);
    const accuracy = this.accuracy(network);
    // Not `{ ...energy.results, ... }`, for the reason that hardware/configuration.ts gives.
    const results = Object.assign({}, energy.results, {
      latency_ms: timing.latency_cycles / hardware.clock_kHz,
      latency_cycles: timing.latency_cycles,
      perFrame_cycles: timing.perFrame_cycles,
      busyFraction: timing.perFrame_cycles / framePeriod_cycles(hardware),
      transistors: sizes.transistors,
      logic_transistors: sizes.logic_transistors,
      memory_bits: sizes.memory_bits,
      ...(accuracy === undefined ? {} : { accuracy }),
    });
    return {
      results,
      ...energy.byUnit,
      ...(chosen === undefined ? {} : { chosen }),
      ...(checked === undefined ? {} : { checked }),
    };
  }

  private resources(design: Design, values: AxisValues): Pick<Built, 'hardware' | 'assignment' | 'chosen'> {
    const { least } = this.sweep;
    if (least === undefined) return { hardware: design.hardware, assignment: undefined, chosen: undefined };
    const { network, hardware } = design;
    const { clock_kHz, name: _name, about: _about, ...rest } = hardware;
    const search = this.searches.get(`${this.numberOf(network)} ${canonicalJson(rest)}`, () => {
      const { busyFraction: _busy, realTime: _real, ...lists } = least;
      const family = Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined));
      return resourceSearch({ network, hardware, family });
    });
    const busyAtMost = this.busyAtMost(network, values);
    const found = search({ clock_kHz, busyAtMost });
    if (found === undefined) {
      throw new InputError([
        {
          code: 'sweep.none',
          path: 'least',
          message: 'nothing in the family is fast enough',
          expected: `busy at most ${Number((100 * busyAtMost).toFixed(2))} % of a frame, in real time`,
        },
      ]);
    }
    const { tiles, outputsPerCycle } = found.hardware;
    const sum = (of: (tile: HardwareConfiguration['tiles'][number]) => number): number =>
      tiles.reduce((total, tile) => total + of(tile), 0);
    return {
      hardware: found.hardware,
      assignment: found.assignment,
      chosen: {
        tiles: tiles.length,
        outputsPerCycle,
        lanes: sum(({ macArray }) => macArray.lanes),
        legendreLanes: sum(({ legendreUnit }) => legendreUnit.lanes),
      },
    };
  }

  private busyAtMost(network: Network, values: AxisValues): number {
    const { busyFraction = 1 } = this.sweep.least!;
    if (busyFraction !== 'base') return busyFraction;
    const base = this.designer.base(values);
    return this.fractions.get(`${this.numberOf(network)} ${canonicalJson(base)}`, () => {
      const { perFrame_cycles } = frameTiming(compile(network, base), base);
      return Math.min(1, perFrame_cycles / framePeriod_cycles(base));
    });
  }

  private accuracy(network: Network): number | undefined {
    const { recordings } = this.inputs;
    if (recordings === undefined) return undefined;
    const known = this.accuracies.get(network) ?? accuracyOf(network, recordings);
    this.accuracies.set(network, known);
    return known;
  }

  private numberOf(network: Network): number {
    const number = this.networks.get(network) ?? this.networks.size;
    this.networks.set(network, number);
    return number;
  }
}

function orRefusal<Made>(make: () => Made): Made | InputError {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
