import { architectureHash, canonicalJson, type HardwareConfiguration } from '../hardware/index.js';
import type { Network } from '../network/index.js';
import { refuseIfAny } from '../problems/index.js';
import {
  instructionWords,
  type PlacedInstruction,
  type Program,
  type TileProgram,
} from '../program/index.js';
import { allocateTile } from './allocation.js';
import { checkAssignment, chooseRanges, rangesOf, type LayerRange, type RangeCost } from './assignment.js';
import { boundsOf, type Bound } from './bounds.js';
import { HALTED, tileCode, type LabelledInstruction } from './code.js';
import { estimatedFrameCycles } from './estimate.js';
import { fitOf, storesOf, type StoreUse, type TileFit, type TilePlan } from './fit.js';
import { bareImage, tileImage } from './image.js';
import { instructionProblems } from './instruction-limits.js';
import { checkCompiled } from './self-check.js';

export interface CompileOptions {
  /** Tile of each layer: from 0 on, each that of the layer before or the next. Chosen when left out. */
  readonly assignment?: readonly number[];
  /** SHA-256 of the network file's bytes, for the program's header; empty when there is no file. */
  readonly networkHash?: string;
}

interface CodedPlan extends TilePlan {
  readonly code: readonly LabelledInstruction[];
  readonly fit: TileFit;
}

function planTile(
  network: Network,
  hardware: HardwareConfiguration,
  bounds: readonly Bound[],
  index: number,
  { first, end }: LayerRange,
): CodedPlan {
  const context = { tile: hardware.tiles[index]!, outputsPerCycle: hardware.outputsPerCycle };
  const layers = network.layers.slice(first, end);
  const allocation = allocateTile(layers, context);
  const code = tileCode(allocation, end === network.layers.length ? 'result' : 'channel');
  const codeWords = code.reduce((words, { instruction }) => words + instructionWords(instruction), 0);
  const plan: TilePlan = { index, context, layers, firstLayer: first, allocation, codeWords };
  return { ...plan, code, fit: fitOf(plan, network.weightBits, bounds) };
}

/** Costs of ranges on tiles for the choice of an assignment; tiles of the same configuration are planned once. */
function costsBy(
  { tiles }: HardwareConfiguration,
  planOf: (tile: number, range: LayerRange) => CodedPlan,
): (tile: number, range: LayerRange) => RangeCost {
  const texts = tiles.map((tile) => canonicalJson(tile));
  const known = new Map<string, RangeCost>();
  return (tile, range) => {
    const alike = texts.indexOf(texts[tile]!);
    const key = [alike, range.first, range.end].join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const { code, context, fit } = planOf(alike, range);
    const { mismatches, missing_bits } = fit;
    const cost = { mismatches, missing_bits, cycles: estimatedFrameCycles(code, context) };
    known.set(key, cost);
    return cost;
  };
}

function placed(code: readonly LabelledInstruction[]): Pick<TileProgram, 'instructions' | 'labels'> {
  let address = 0;
  const instructions = code.map(({ instruction }): PlacedInstruction => {
    const words = instructionWords(instruction);
    const at = address;
    address += words;
    return { address: at, words, instruction };
  });
  return { instructions, labels: code.map(({ label }) => label) };
}

/** Plans of the used tiles, whether they fit or not. */
function plansOf(
  network: Network,
  hardware: HardwareConfiguration,
  { assignment }: CompileOptions,
): readonly CodedPlan[] {
  const tileCount = hardware.tiles.length;
  refuseIfAny([
    ...instructionProblems(network),
    ...(assignment === undefined ? [] : checkAssignment(assignment, network.layers.length, tileCount)),
  ]);
  const bounds = boundsOf(network);
  const planOf = (tile: number, range: LayerRange): CodedPlan =>
    planTile(network, hardware, bounds, tile, range);
  const ranges =
    assignment === undefined
      ? chooseRanges(network.layers.length, tileCount, costsBy(hardware, planOf))
      : rangesOf(assignment);
  return ranges.map((range, tile) => planOf(tile, range));
}

/** What a tile holds of a network. */
export interface TileUse {
  readonly tile: number;
  /** Indices of its layers in the network. */
  readonly layers: readonly number[];
  /** Its memories, tables and score registers. */
  readonly stores: readonly StoreUse[];
}

/**
 * What a network takes of the tiles that {@link compile} puts it on, whether it fits or not.
 *
 * @throws InputError `compiler.*` for an assignment that is none or a network that cannot be expressed
 */
export function allocationOf(
  network: Network,
  hardware: HardwareConfiguration,
  options: CompileOptions = {},
): readonly TileUse[] {
  return plansOf(network, hardware, options).map((plan) => ({
    tile: plan.index,
    layers: plan.layers.map((_, index) => plan.firstLayer + index),
    stores: storesOf(plan).map(({ path, needed, available, wordBits }) => ({
      path,
      needed,
      available,
      wordBits,
    })),
  }));
}

/**
 * Compiles a network (one that `checkNetwork` accepts) for a configuration: which tile holds which layer, where
 * everything stands in the tiles' memories, and the code. The same input gives the same program.
 *
 * Without an assignment it takes the one that fits with the fastest slowest tile, then the least latency; when none
 * fits, the problems are those of the assignment that is nearest to fitting (see `chooseRanges`).
 *
 * @throws InputError `compiler.*` with every shortfall on every tile: the network does not fit or cannot be expressed
 */
export function compile(
  network: Network,
  hardware: HardwareConfiguration,
  options: CompileOptions = {},
): Program {
  const plans = plansOf(network, hardware, options);
  refuseIfAny(plans.flatMap(({ fit }) => fit.problems));

  const program: Program = {
    networkName: network.name,
    networkHash: options.networkHash ?? '',
    architectureHash: architectureHash(hardware),
    inputs: network.inputs,
    scoreLabels: network.labels,
    outputsPerCycle: hardware.outputsPerCycle,
    tiles: hardware.tiles.map((_, tile): TileProgram => {
      const plan = plans[tile];
      return plan === undefined
        ? { image: bareImage(HALTED), ...placed(HALTED) }
        : { image: tileImage(plan.allocation, plan.code, plan.context), ...placed(plan.code) };
    }),
  };
  checkCompiled(program, hardware);
  return program;
}
