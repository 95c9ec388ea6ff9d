import type { Problem } from '../problems/index.js';
import type { PlacedInstruction } from './decode.js';

/** Instructions of one frame, by their position in the program: its recv, then all up to the next recv. */
export interface FrameFlow {
  readonly recv: number;
  readonly body: readonly number[];
}

/**
 * The order in which a tile executes its program. It is static, as jump is the only branch: a prologue, then frames of
 * which those from `loopStart` on repeat; or a prologue that ends in a halt, on a tile that is not used.
 */
export interface ProgramFlow {
  readonly prologue: readonly number[];
  readonly frames: readonly FrameFlow[];
  readonly loopStart: number;
  /** The halt that ends the prologue, when there are no frames. */
  readonly halt: number | undefined;
}

type Instructions = readonly PlacedInstruction[];

interface Walk {
  readonly steps: readonly number[];
  /** The recv or halt at which the walk ends. */
  readonly end: number;
}

/**
 * Follows a tile's program from word 0.
 *
 * @param path of the tile in the program, for problems
 * @returns the flow, or every problem: a path that leaves the program, a loop without recv, a halt after a frame, a frame
 *   without exactly one send
 */
export function followProgram(
  instructions: Instructions,
  path: string,
):
  | { readonly flow: ProgramFlow; readonly problems: readonly [] }
  | { readonly flow: undefined; readonly problems: readonly Problem[] } {
  const refused = (problems: readonly Problem[]) => ({ flow: undefined, problems });
  const at = new Map(instructions.map(({ address }, index) => [address, index]));
  const start = walk(instructions, at, { address: 0, from: undefined }, path);
  if ('code' in start) return refused([start]);
  const problems: Problem[] = start.steps
    .filter((index) => instructions[index]!.instruction.op === 'send')
    .map((index) => ({
      code: 'program.send-before-recv',
      path: `${path}.instructions[${index}]`,
      message: 'send before the first recv: there is no frame yet',
    }));

  const frames: FrameFlow[] = [];
  const frameOf = new Map<number, number>();
  let recv = start.end;
  if (instructions[recv]!.instruction.op === 'recv') {
    while (!frameOf.has(recv)) {
      frameOf.set(recv, frames.length);
      const { address, words } = instructions[recv]!;
      const next = walk(instructions, at, { address: address + words, from: recv }, path);
      if ('code' in next) return refused([...problems, next]);
      frames.push({ recv, body: next.steps });
      problems.push(...frameProblems(instructions, recv, next, path));
      if (instructions[next.end]!.instruction.op === 'halt') break;
      recv = next.end;
    }
  }
  if (problems.length > 0) return refused(problems);
  const used = frames.length > 0;
  return {
    flow: {
      prologue: start.steps,
      frames,
      loopStart: used ? frameOf.get(recv)! : 0,
      halt: used ? undefined : start.end,
    },
    problems: [],
  };
}

/** Executes from a word on, up to the next recv or halt; the problem when there is none. */
function walk(
  instructions: Instructions,
  at: ReadonlyMap<number, number>,
  start: { readonly address: number; readonly from: number | undefined },
  path: string,
): Walk | Problem {
  const steps: number[] = [];
  const visited = new Set<number>();
  let { address, from } = start;
  for (;;) {
    const index = at.get(address);
    if (index === undefined) {
      return {
        code: 'program.leaves-program',
        path: from === undefined ? path : `${path}.instructions[${from}]`,
        message: `execution goes on at word ${address}, where no instruction begins`,
        hint: 'end the program with a jump to its recv, or with halt on a tile without work',
      };
    }
    if (visited.has(index)) {
      return {
        code: 'program.loop-without-recv',
        path: `${path}.instructions[${index}]`,
        message: 'a loop without recv: the tile never takes a frame',
      };
    }
    const { instruction, words } = instructions[index]!;
    if (instruction.op === 'recv' || instruction.op === 'halt') return { steps, end: index };
    visited.add(index);
    steps.push(index);
    from = index;
    address = instruction.op === 'jump' ? instruction.target : address + words;
  }
}

function frameProblems(instructions: Instructions, recv: number, next: Walk, path: string): Problem[] {
  const problems: Problem[] = [];
  const sends = next.steps.filter((index) => instructions[index]!.instruction.op === 'send').length;
  if (sends !== 1) {
    problems.push({
      code: 'program.sends',
      path: `${path}.instructions[${recv}]`,
      message: 'the frame that this recv begins must send once',
      expected: '1 send',
      received: String(sends),
    });
  }
  if (instructions[next.end]!.instruction.op === 'halt') {
    problems.push({
      code: 'program.halt-after-frame',
      path: `${path}.instructions[${next.end}]`,
      message: 'a tile that takes frames never halts',
      hint: 'jump back to recv',
    });
  }
  return problems;
}
