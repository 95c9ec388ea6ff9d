import { compile } from '../compiler/index.js';
import { defineHardware, type HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { invariant } from '../problems/index.js';
import type { RealTimeResult } from '../results/index.js';
import { frameTiming } from '../timing/index.js';
import type { Chain } from './size-search.js';

/** A chain of tiles as a configuration, with the layers on its tiles and the figures of the whole. */
export interface BuiltChain {
  readonly hardware: HardwareConfiguration;
  /** Tile of each layer. */
  readonly assignment: readonly number[];
  readonly realTime: RealTimeResult;
}

/**
 * Puts a chain that was found tile by tile together, compiles the network for it and times it as a whole: the figures must
 * be those of its tiles.
 *
 * @param base gives all but the tiles
 */
export function chainHardware(
  network: Network,
  base: HardwareConfiguration,
  chain: Chain,
  { name, about }: { readonly name: string; readonly about: (assignment: string) => string },
): BuiltChain {
  const assignment = chain.pieces.flatMap(({ first, end }, tile) =>
    Array.from({ length: end - first }, () => tile),
  );
  const tiles = chain.pieces.map(({ tile }) => tile);
  const hardware = defineHardware({ ...base, name, about: about(assignment.join()), tiles });
  const { realTime } = frameTiming(compile(network, hardware, { assignment }), hardware);
  invariant(
    realTime.ok &&
      realTime.latency_cycles === chain.latency_cycles &&
      realTime.perFrame_cycles === Math.max(...chain.pieces.map(({ perFrame_cycles }) => perFrame_cycles)),
    () => 'the least hardware takes other cycles as a whole than tile by tile',
  );
  return { hardware, assignment, realTime };
}
