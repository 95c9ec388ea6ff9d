import { mapped } from '../arrays/index.js';
import type { UnitContext } from '../hardware/index.js';
import type { Problem } from '../problems/index.js';
import { followProgram, type TileProgram } from '../program/index.js';
import { channelWords as wordsOf } from './channel-writes.js';
import { instructionTiming, type InstructionTiming } from './instruction-timing.js';

/** One execution inside a passage: which instruction, and when its fetch begins after the passage does. */
export interface Step {
  readonly instruction: number;
  readonly start_cycles: number;
}

/** Instructions that follow one another without waiting. */
export interface Passage {
  readonly steps: readonly Step[];
  readonly cycles: number;
  /** Words that it writes to the output channel. */
  readonly channelWords: number;
}

/** One frame: a recv, then the passage that begins in the cycle after recv completes. */
export interface FramePlan extends Passage {
  readonly recv: number;
  /** From the completion of recv to the cycle of send. */
  readonly send_cycles: number;
  readonly presentsResult: boolean;
  /** From the completion of recv to the retirement of the first gemv with release, if there is one (I5). */
  readonly release_cycles: number | undefined;
  /** Least distance from this frame's recv to the next one's (T7). */
  readonly perFrame_cycles: number;
}

/** A tile's program in time, apart from waiting. */
export interface TilePlan {
  readonly context: UnitContext;
  /** One for each instruction. */
  readonly timings: readonly InstructionTiming[];
  /** From cycle 0 on. */
  readonly prologue: Passage;
  /** Empty on a tile that is not used. */
  readonly frames: readonly FramePlan[];
  readonly loopStart: number;
  readonly halt: number | undefined;
}

/** Cycles from the fetch of recv or halt to its first execution cycle: both have one word (T2). */
export const FETCH_TO_EXECUTION_CYCLES = 2;

/** Cycles of a recv that finds its frame ready (T2, T3). */
const RECV_CYCLES = FETCH_TO_EXECUTION_CYCLES + 1;

/** The plan of frame m: a program may be unrolled over several frames. */
export function framePlan(plan: TilePlan, frame: number): FramePlan {
  const { frames, loopStart } = plan;
  return frames[frame < loopStart ? frame : loopStart + ((frame - loopStart) % (frames.length - loopStart))]!;
}

/** Times the instructions of a tile's program along its flow; problems as {@link followProgram} finds them. */
export function planTile(
  program: TileProgram,
  context: UnitContext,
  path: string,
): { readonly plan: TilePlan | undefined; readonly problems: readonly Problem[] } {
  const { flow, problems } = followProgram(program.instructions, path);
  if (flow === undefined) return { plan: undefined, problems };
  const timings = mapped(program.instructions, ({ instruction }) => instructionTiming(instruction, context));
  const instructionAt = (index: number) => program.instructions[index]!.instruction;

  const frames = mapped(flow.frames, ({ recv, body }): FramePlan => {
    const { steps, cycles, channelWords } = passageOf(body, timings);
    const retirement = ({ instruction, start_cycles }: Step): number =>
      start_cycles + timings[instruction]!.occupied_cycles;
    const send = steps.find((step) => instructionAt(step.instruction).op === 'send')!;
    const release = steps.find((step) => {
      const instruction = instructionAt(step.instruction);
      return instruction.op === 'gemv' && instruction.release;
    });
    const sent = instructionAt(send.instruction);
    return {
      steps,
      cycles,
      channelWords,
      recv,
      send_cycles: retirement(send),
      presentsResult: sent.op === 'send' && sent.result,
      release_cycles: release === undefined ? undefined : retirement(release),
      perFrame_cycles: cycles + RECV_CYCLES,
    };
  });
  return {
    plan: {
      context,
      timings,
      prologue: passageOf(flow.prologue, timings),
      frames,
      loopStart: flow.loopStart,
      halt: flow.halt,
    },
    problems: [],
  };
}

function passageOf(indices: readonly number[], timings: readonly InstructionTiming[]): Passage {
  const steps: Step[] = [];
  let cycles = 0;
  let words = 0;
  for (const instruction of indices) {
    steps.push({ instruction, start_cycles: cycles });
    const { occupied_cycles, channelWrites } = timings[instruction]!;
    cycles += occupied_cycles;
    if (channelWrites !== undefined) words += wordsOf(channelWrites);
  }
  return { steps, cycles, channelWords: words };
}
