import {
  defineHardware,
  framePeriod_cycles,
  maxLatency_cycles,
  type HardwareConfiguration,
} from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { InputError } from '../problems/index.js';
import type { SizeFamily } from '../results/index.js';
import { chainHardware, type BuiltChain } from './chain-hardware.js';
import { checkFamily, defaultFamily } from './size-family.js';
import { piecesOf } from './size-pieces.js';
import { sizeSearch, type Chain } from './size-search.js';

/** Of the schema of a hardware file. */
const MOST_OUTPUTS = 64;

/** What varies: the lists of `size`, and P. Of the lanes, each P takes its own multiples. */
export interface ResourceFamily extends Omit<SizeFamily, 'clock_kHz'> {
  /** P: results a cycle and activations in a vector word. */
  readonly outputsPerCycle: readonly number[];
}

export interface ResourceRequest {
  readonly network: Network;
  /** The base, as for `size`: technology, frame period, latency and wake; its tile 0 gives gating, retention and banks. */
  readonly hardware: HardwareConfiguration;
  /** What is left out is the base's: its number of tiles and its P, and otherwise what `size` takes. */
  readonly family?: Partial<ResourceFamily>;
}

/** A clock, and how much of a frame's cycles its work may take. */
export interface ResourcePoint {
  readonly clock_kHz: number;
  /** Greatest part of the frame period that the slowest tile may be busy, 0 to 1; 1, the default, is real time alone. */
  readonly busyAtMost?: number;
}

export interface LeastResources extends BuiltChain {
  /** Logic, and six for each bit of SRAM. */
  readonly transistors: number;
  /** Cycles of the slowest tile over those of the frame period. */
  readonly busy: number;
}

/**
 * Searches for the least hardware of a family, for as many clocks as are asked for: each tile is compiled once.
 *
 * _Least_ is: the fewest transistors (logic and six for each bit of SRAM; memories and widths are the least that hold the
 * network), of equals the least P, then the fewest tiles, then the least latency. Every member meets real time, in
 * throughput and in latency (docs/accelerator.md, S4), and its slowest tile works for at most `busyAtMost` of the frame
 * period. It is the answer of `size` where the rule is real time and P the base's. Power plays no part.
 *
 * @returns the least hardware at a clock, or undefined when no member will do
 * @throws InputError `study.family` for a family that cannot be, `compiler.*` for a network that cannot be expressed
 */
export function resourceSearch({
  network,
  hardware,
  family = {},
}: ResourceRequest): (point: ResourcePoint) => LeastResources | undefined {
  const widths = [...new Set(family.outputsPerCycle ?? [hardware.outputsPerCycle])].sort((a, b) => a - b);
  const wrong = widths.filter((P) => !(Number.isInteger(P) && P >= 1 && P <= MOST_OUTPUTS));
  if (wrong.length > 0 || widths.length === 0) throw new InputError([noOutputs(wrong)]);
  const searches = widths.map((outputsPerCycle) => {
    const base = withOutputs(hardware, outputsPerCycle);
    const given = { tiles: [hardware.tiles.length], ...family };
    // A list without multiples of this P stays as it is, and is refused for what it holds.
    const multiples = given.lanes?.filter((lanes) => lanes % outputsPerCycle === 0) ?? [];
    const checked = checkFamily(
      {
        ...defaultFamily(network, base),
        ...given,
        ...(multiples.length > 0 ? { lanes: multiples } : {}),
        clock_kHz: [base.clock_kHz],
      },
      network,
      base,
    );
    const search = sizeSearch(network.layers.length, piecesOf(network, base, checked));
    return { base, tiles: checked.tiles, search };
  });

  return ({ clock_kHz, busyAtMost = 1 }) => {
    if (!(busyAtMost > 0 && busyAtMost <= 1)) throw new InputError([notAFraction(busyAtMost)]);
    let least: { readonly base: HardwareConfiguration; readonly chain: Chain } | undefined;
    for (const { base: atAnyClock, tiles, search } of searches) {
      const base = defineHardware({ ...atAnyClock, clock_kHz });
      const latency = maxLatency_cycles(base);
      const busy_cycles = Math.floor(busyAtMost * framePeriod_cycles(base));
      for (const number of tiles) {
        const chain = search
          .chains(number, busy_cycles)
          .find(({ latency_cycles }) => latency_cycles <= latency);
        if (chain && !(least && least.chain.transistors <= chain.transistors)) least = { base, chain };
      }
    }
    if (least === undefined) return undefined;
    const { base, chain } = least;
    const built = chainHardware(network, base, chain, {
      name: `least-${network.name}-${clock_kHz}kHz`.slice(0, 100),
      about: (assignment) =>
        `The least hardware of a family like ${hardware.name} for ${network.name} at ${clock_kHz} kHz, layers on tiles ${assignment}.`,
    });
    return {
      ...built,
      transistors: chain.transistors,
      busy: built.realTime.perFrame_cycles / framePeriod_cycles(base),
    };
  };
}

/** {@link resourceSearch} for one point. */
export function leastResources({
  clock_kHz,
  busyAtMost,
  ...request
}: ResourceRequest & ResourcePoint): LeastResources | undefined {
  return resourceSearch(request)({ clock_kHz, ...(busyAtMost === undefined ? {} : { busyAtMost }) });
}

/** The base with another P. Lanes are chosen anyway; only a multiple of P is a configuration. */
function withOutputs(hardware: HardwareConfiguration, outputsPerCycle: number): HardwareConfiguration {
  if (outputsPerCycle === hardware.outputsPerCycle) return hardware;
  const tiles = hardware.tiles.map((tile) => ({
    ...tile,
    macArray: { ...tile.macArray, lanes: outputsPerCycle },
  }));
  return defineHardware({ ...hardware, outputsPerCycle, tiles });
}

const noOutputs = (received: readonly number[]) => ({
  code: 'study.family',
  path: 'family.outputsPerCycle',
  message: 'no member of a family can have this',
  expected: `1 to ${MOST_OUTPUTS}`,
  received: received.join(', ') || 'nothing',
});

const notAFraction = (received: number) => ({
  code: 'study.busy',
  path: 'busyAtMost',
  message: 'not a part of the frame period that a tile may be busy',
  expected: 'more than 0 and at most 1',
  received: String(received),
});
