import { architectureHash, canonicalJson, type HardwareConfiguration } from '../hardware/index.js';
import { refuseIfAny, type Problem } from '../problems/index.js';
import { imageProblems, sizeProblem } from './check-image.js';
import { checkInstruction } from './check-instruction.js';
import { followProgram } from './control-flow.js';
import { decodeInstructions } from './decode.js';
import { inputBuffer } from './memory-region.js';
import type { Program, TileProgram } from './program.js';

const HASH_DIGITS = 12;

/**
 * Every reason why a program cannot run on an accelerator: another architecture, memories that are too small, values too
 * wide, addresses out of bounds. Of a program for another architecture nothing else is said. Empty when it fits; then no
 * instruction leaves its memories (rule M3) or overwrites its own sources (rule I4).
 */
export function checkProgram(program: Program, hardware: HardwareConfiguration): Problem[] {
  const other = architectureProblems(program, hardware);
  if (other.length > 0) return other;
  return [
    ...inputProblems(program, hardware),
    ...program.tiles.flatMap((_, index) => tileProblems(program, hardware, index)),
  ];
}

/**
 * Refuses a program that {@link checkProgram} finds fault with.
 *
 * @param file name of the program's file, for messages
 * @throws InputError with all problems
 */
export function requireProgramFits(program: Program, hardware: HardwareConfiguration, file?: string): void {
  const problems = checkProgram(program, hardware);
  refuseIfAny(file === undefined ? problems : problems.map((problem) => ({ ...problem, file })));
}

function architectureProblems(program: Program, hardware: HardwareConfiguration): Problem[] {
  const problems: Problem[] = [];
  const hash = architectureHash(hardware);
  if (program.architectureHash !== hash) {
    problems.push({
      code: 'program.architecture',
      path: 'architectureHash',
      message: `the program of ${program.networkName} was compiled for another architecture`,
      expected: `${hash.slice(0, HASH_DIGITS)} (${hardware.name})`,
      received: program.architectureHash.slice(0, HASH_DIGITS),
      hint: 'compile the network for this configuration',
    });
  }
  if (program.outputsPerCycle !== hardware.outputsPerCycle) {
    problems.push({
      code: 'program.architecture',
      path: 'outputsPerCycle',
      message: 'the program has another P',
      expected: String(hardware.outputsPerCycle),
      received: String(program.outputsPerCycle),
    });
  }
  if (program.tiles.length !== hardware.tiles.length) {
    problems.push({
      code: 'program.architecture',
      path: 'tiles',
      message: 'the program has another number of tiles (rule S2: a tile that is not used holds halt)',
      expected: String(hardware.tiles.length),
      received: String(program.tiles.length),
    });
  }
  return problems;
}

/** The front end writes a frame into a buffer of channel 0 (rule H6). */
function inputProblems({ inputs, outputsPerCycle }: Program, hardware: HardwareConfiguration): Problem[] {
  const buffer = inputBuffer(hardware.tiles[0]!);
  const words = Math.ceil(inputs / outputsPerCycle);
  return sizeProblem('inputs', 'a frame', words, buffer.words, `words of ${buffer.name} (rule H6)`);
}

function tileProblems(program: Program, hardware: HardwareConfiguration, index: number): Problem[] {
  const { image, ...rest } = program.tiles[index]!;
  const tile = hardware.tiles[index]!;
  const { outputsPerCycle } = hardware;
  const at = (part: string): string => `tiles[${index}].${part}`;
  const problems = imageProblems(image, tile, outputsPerCycle, `tiles[${index}]`);
  const { instructions, problems: illegal } = decodeInstructions(image.code, at('code'));
  // What follows an illegal word may be operands taken for instructions.
  if (illegal.length > 0) return [...problems, ...illegal];
  const starts = new Set(instructions.map(({ address }) => address));
  const local = [
    ...problems,
    ...listingProblems(rest, instructions, at),
    ...endProblem(instructions.at(-1)?.instruction.op, at('code')),
    ...instructions.flatMap(({ address, instruction }) =>
      checkInstruction(instruction, {
        path: `${at('code')}[${address}]`,
        tile,
        nextTile: hardware.tiles[index + 1],
        outputsPerCycle,
        image,
        starts,
      }),
    ),
  ];
  // A program whose jumps lead nowhere cannot be followed.
  return local.length > 0 ? local : [...followProgram(instructions, `tiles[${index}]`).problems];
}

/** The instructions and labels of a program that a script has put together must be those of its code. */
function listingProblems(
  { instructions, labels }: Omit<TileProgram, 'image'>,
  decoded: TileProgram['instructions'],
  at: (part: string) => string,
): Problem[] {
  const problems: Problem[] = [];
  if (canonicalJson(instructions) !== canonicalJson(decoded)) {
    problems.push({
      code: 'program.instructions',
      path: at('instructions'),
      message: 'the instructions are not those of the code',
      hint: 'decodeInstructions(image.code) gives them',
    });
  }
  if (labels.length !== decoded.length) {
    problems.push({
      code: 'program.labels',
      path: at('labels'),
      message: 'every instruction needs one label',
      expected: String(decoded.length),
      received: String(labels.length),
    });
  }
  return problems;
}

/** After its last word a program goes on to words that hold no instruction. */
function endProblem(last: string | undefined, path: string): Problem[] {
  if (last === 'halt' || last === 'jump') return [];
  return [
    {
      code: 'program.end',
      path,
      message: 'the program runs on beyond its last word (rule M3)',
      expected: 'jump or halt as the last instruction',
      received: last ?? 'no instruction',
    },
  ];
}
