import {
  configurationHash,
  defineHardware,
  framePeriod_cycles,
  maxLatency_cycles,
  sha256Hex,
  type HardwareConfiguration,
} from '../hardware/index.js';
import { encodeNetwork, type Network } from '../network/index.js';
import { invariant } from '../problems/index.js';
import {
  VERSION,
  type SizeCandidate,
  type SizedMember,
  type SizeFamily,
  type SizeResult,
  type SizeShortfall,
  type SmallerChoice,
} from '../results/index.js';
import { chainHardware } from './chain-hardware.js';
import { checkFamily, defaultFamily } from './size-family.js';
import { piecesOf, type Pieces } from './size-pieces.js';
import { sizeSearch, type Chain, type SizeSearch } from './size-search.js';

export interface SizeRequest {
  readonly network: Network;
  /** The base: technology, frame period, latency, P and wake; its tile 0 gives clock gating, retention and bank sizes. */
  readonly hardware: HardwareConfiguration;
  /** What varies; what is left out is that of {@link defaultFamily}. */
  readonly family?: Partial<SizeFamily>;
}

/** The least hardware, with the grounds for it. */
export interface Sized {
  readonly result: SizeResult;
  /** Its hardware file, checked, with the assignment of layers to tiles that the figures hold for; absent without one. */
  readonly answer?: { readonly hardware: HardwareConfiguration; readonly assignment: readonly number[] };
}

/** A chain at a clock. */
interface Candidate {
  readonly base: HardwareConfiguration;
  readonly chain: Chain;
}

/**
 * The least hardware of a family that runs a network in real time (docs/command.md says what a family is). The search is
 * exact, and what it finds is compiled and timed once more.
 *
 * @throws InputError `study.family` for a family that cannot be, `compiler.*` for a network that cannot be expressed
 */
export function leastHardware({ network, hardware, family: wanted = {} }: SizeRequest): Sized {
  const family = checkFamily({ ...defaultFamily(network, hardware), ...wanted }, network, hardware);
  const pieces = piecesOf(network, hardware, family);
  const search = sizeSearch(network.layers.length, pieces);
  const candidates: SizeCandidate[] = [];
  let least: Candidate | undefined;
  for (const clock_kHz of family.clock_kHz) {
    const base = defineHardware({ ...hardware, clock_kHz });
    for (const tiles of family.tiles) {
      const [period, latency] = [framePeriod_cycles(base), maxLatency_cycles(base)];
      const chain = search.chains(tiles, period).find(({ latency_cycles }) => latency_cycles <= latency);
      candidates.push({
        clock_kHz,
        tiles,
        least: chain ? { transistors: chain.transistors, latency_cycles: chain.latency_cycles } : null,
        ...(chain ? {} : { shortfall: shortfallOf(search, tiles, base) }),
      });
      // Strictly less: of equals the lower clock, then the fewer tiles.
      if (chain && !(least && least.chain.transistors <= chain.transistors)) least = { base, chain };
    }
  }
  const answer = least && answerOf(network, least);
  return {
    result: {
      schema: 'lmusim.size/1',
      version: VERSION,
      network: { name: network.name, sha256: sha256Hex(encodeNetwork(network)) },
      hardware: { name: hardware.name, sha256: configurationHash(hardware) },
      family,
      members: String(
        BigInt(family.clock_kHz.length) * family.tiles.reduce((sum, tiles) => sum + search.count(tiles), 0n),
      ),
      order: ['transistors', 'clock_kHz', 'tiles', 'latency_cycles'],
      least: answer === undefined ? null : answer.member,
      least_sha256: answer === undefined ? null : configurationHash(answer.hardware),
      candidates,
      smaller: least === undefined ? [] : smallerChoices(least, pieces),
    },
    ...(answer === undefined ? {} : { answer }),
  };
}

function shortfallOf(search: SizeSearch, tiles: number, base: HardwareConfiguration): SizeShortfall {
  const allowed = framePeriod_cycles(base);
  const fastest = search.fastest_cycles(tiles);
  if (fastest === Infinity) return { misses: 'fit', problem: search.problem(tiles)! };
  if (fastest > allowed) return { misses: 'throughput', least_cycles: fastest, allowed_cycles: allowed };
  const latencies = search.chains(tiles, allowed).map(({ latency_cycles }) => latency_cycles);
  return {
    misses: 'latency',
    least_cycles: Math.min(...latencies),
    allowed_cycles: maxLatency_cycles(base),
  };
}

/** The answer: its hardware, checked as a whole, and its figures. */
function answerOf(network: Network, { base, chain }: Candidate) {
  const built = chainHardware(network, base, chain, {
    name: `least-${network.name}`.slice(0, 100),
    about: (assignment) =>
      `The least hardware of a family like ${base.name} that runs ${network.name} in real time, layers on tiles ${assignment}: found by lmusim size.`,
  });
  const member: SizedMember = {
    clock_kHz: base.clock_kHz,
    transistors: chain.transistors,
    memory_bits: chain.pieces.reduce((sum, { memory_bits }) => sum + memory_bits, 0),
    realTime: built.realTime,
    tiles: chain.pieces.map(({ first, end, tile: _tile, ...figures }) => ({
      layers: network.layers.slice(first, end).map(({ name }) => name),
      ...figures,
    })),
  };
  return { hardware: built.hardware, assignment: built.assignment, member };
}

/** Every tile of the answer with fewer transistors for the same layers; each misses real time. */
function smallerChoices(
  { base, chain }: Candidate,
  piecesOf: (first: number, end: number) => Pieces,
): SmallerChoice[] {
  const [period, maximum] = [framePeriod_cycles(base), maxLatency_cycles(base)];
  return chain.pieces.flatMap((chosen, tile) =>
    piecesOf(chosen.first, chosen.end)
      .pieces.filter((piece) => piece.transistors < chosen.transistors)
      .map((piece): SmallerChoice => {
        const { lanes, legendreLanes, perFrame_cycles } = piece;
        const transistors = chain.transistors - chosen.transistors + piece.transistors;
        const latency = chain.latency_cycles - chosen.latencyShare_cycles + piece.latencyShare_cycles;
        const common = { tile, lanes, legendreLanes, transistors };
        if (perFrame_cycles > period) {
          return { ...common, misses: 'throughput', cycles: perFrame_cycles, allowed_cycles: period };
        }
        invariant(latency > maximum, () => 'a smaller choice of lanes meets real time');
        return { ...common, misses: 'latency', cycles: latency, allowed_cycles: maximum };
      })
      .sort((a, b) => b.transistors - a.transistors),
  );
}
