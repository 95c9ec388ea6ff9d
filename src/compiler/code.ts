/** A tile's instructions: what is cleared once, then recv, the layers in turn, send and the jump back. */
import { sourceLength, type Projection, type SourceName } from '../network/index.js';
import { invariant } from '../problems/index.js';
import {
  instructionWords,
  type Gemv,
  type Instruction,
  type InstructionLabel,
  type OperandSegment,
} from '../program/index.js';
import type { LayerPlacement, LmuPlacement, MatrixPlacement, Region, TileAllocation } from './allocation.js';
import { inputShiftOf } from './bounds.js';

export interface LabelledInstruction {
  readonly instruction: Instruction;
  readonly label: InstructionLabel;
}

/** Where the results of a tile's last layer go: to the next tile, or to the host as the scores. */
export type TileOutput = 'channel' | 'result';

/** Greatest length of one `clear` (section 4). */
const LONGEST_CLEAR = 65535;

/** What a label calls the layer of an instruction that serves the whole frame. */
const FRAME = 'frame';

/** Where an operand segment begins. */
type Place = Pick<OperandSegment, 'memory' | 'base'>;

const CHANNEL: Place = { memory: 'channel', base: 0 };
const inVector = ({ base }: Region): Place => ({ memory: 'vector', base });

/** Where a layer's sources stand in a frame; absent those that the tile does not hold. */
type Sources = Readonly<Partial<Record<SourceName, Place>>>;

type Destination = Pick<Gemv, 'vectorBase' | 'toChannel'>;

function shiftOf({ weightFraction, inputFraction, output }: Projection): number {
  return output.kind === 'raw' ? 0 : weightFraction + inputFraction - output.fraction;
}

function gemv(
  { projection, weights, biases, table }: MatrixPlacement,
  layer: LayerPlacement['layer'],
  sources: Sources,
  destination: Destination,
): Gemv {
  const { rows, activation, output } = projection;
  const raw = output.kind === 'raw';
  return {
    op: 'gemv',
    segments: projection.sources.map(({ source, align }) => {
      const place = sources[source];
      invariant(place !== undefined, () => `layer '${layer.name}' reads ${source}, which has no place`);
      return { ...place, length: sourceLength(source, layer), align };
    }),
    rows,
    weightBase: weights.base,
    biasBase: biases?.base,
    shift: shiftOf(projection),
    activation,
    table,
    raw,
    argmax: raw,
    release: false,
    ...(raw ? { vectorBase: undefined, toChannel: false } : destination),
  };
}

function legendre({ layer, u, readouts, state, coefficients }: LmuPlacement): Instruction {
  return {
    op: 'legendre',
    order: layer.order,
    memories: layer.memories,
    inputShift: inputShiftOf(layer),
    coefficientShift: layer.coefficientFraction,
    readoutShift: layer.stateFraction - layer.readoutFraction,
    inputBase: u.base,
    readoutBase: readouts.base,
    stateBase: state.base,
    coefficientBase: coefficients.base,
  };
}

/** The region that frame `frame` of the unrolled program writes h to. */
const writtenIn = ({ h }: LayerPlacement, frame: number): Region | undefined => h[frame % h.length];

function layerCode(
  placement: LayerPlacement,
  x: Place | undefined,
  frame: number,
  toChannel: boolean,
): LabelledInstruction[] {
  const destination: Destination = { vectorBase: writtenIn(placement, frame)?.base, toChannel };
  const labelled = (text: string, instruction: Instruction): LabelledInstruction => ({
    instruction,
    label: { text, layer: placement.layer.name },
  });
  const given = x === undefined ? {} : { x };
  if (placement.kind === 'dense') {
    const { layer, matrix } = placement;
    const text = matrix.projection.output.kind === 'raw' ? 'gemv scores' : 'gemv h';
    return [labelled(text, gemv(matrix, layer, given, destination))];
  }
  const { layer, u, readouts, encoder, hidden } = placement;
  const old = writtenIn(placement, frame + 1);
  const sources: Sources = {
    ...given,
    ...(old === undefined ? {} : { h: inVector(old) }),
    u: inVector(u),
    m: inVector(readouts),
  };
  return [
    labelled('gemv u', gemv(encoder, layer, sources, { vectorBase: u.base, toChannel: false })),
    labelled('legendre m', legendre(placement)),
    labelled('gemv h', gemv(hidden, layer, sources, destination)),
  ];
}

/** `release` on the last reader of the held input buffer (I5). */
function withRelease(code: readonly LabelledInstruction[]): LabelledInstruction[] {
  const last = code.findLastIndex(
    ({ instruction }) =>
      instruction.op === 'gemv' && instruction.segments.some(({ memory }) => memory === 'channel'),
  );
  return code.map((entry, index) =>
    index === last && entry.instruction.op === 'gemv'
      ? { ...entry, instruction: { ...entry.instruction, release: true } }
      : entry,
  );
}

function frameCode({ layers }: TileAllocation, output: TileOutput, frame: number): LabelledInstruction[] {
  const code = layers.flatMap((placement, index) => {
    const before = index === 0 ? undefined : writtenIn(layers[index - 1]!, frame);
    const x = index === 0 ? CHANNEL : before && inVector(before);
    return layerCode(placement, x, frame, output === 'channel' && index === layers.length - 1);
  });
  const presents = output === 'result';
  return [
    { instruction: { op: 'recv' }, label: { text: 'recv', layer: FRAME } },
    ...withRelease(code),
    {
      instruction: { op: 'send', result: presents },
      label: { text: presents ? 'send result' : 'send', layer: FRAME },
    },
  ];
}

/** Clears words 0 .. words - 1, which belong to `layers`. */
function clearCode(
  memory: 'state' | 'vector',
  words: number,
  layers: readonly string[],
): LabelledInstruction[] {
  const label = {
    text: memory === 'state' ? 'clear state' : 'clear vectors',
    layer: layers.length === 1 ? layers[0]! : FRAME,
  };
  return Array.from({ length: Math.ceil(words / LONGEST_CLEAR) }, (_, part) => {
    const base = part * LONGEST_CLEAR;
    const length = Math.min(LONGEST_CLEAR, words - base);
    return { instruction: { op: 'clear', memory, base, length }, label };
  });
}

/** The code of a tile that is used. */
export function tileCode(allocation: TileAllocation, output: TileOutput): readonly LabelledInstruction[] {
  const { layers, used, carried, frames } = allocation;
  const withState = layers.filter(({ kind }) => kind === 'lmu').map(({ layer }) => layer.name);
  const prologue = [
    ...clearCode('state', used.stateSram, withState),
    ...clearCode('vector', carried.words, carried.layers),
  ];
  const target = prologue.reduce((words, { instruction }) => words + instructionWords(instruction), 0);
  return [
    ...prologue,
    ...Array.from({ length: frames }, (_, frame) => frameCode(allocation, output, frame)).flat(),
    { instruction: { op: 'jump', target }, label: { text: 'jump', layer: FRAME } },
  ];
}

/** The code of a tile behind the last one that is used (S2). */
export const HALTED: readonly LabelledInstruction[] = [
  { instruction: { op: 'halt' }, label: { text: 'halt', layer: FRAME } },
];
