import { InputError, MOST_PROBLEMS, didYouMean, refuseIfAny, type Problem } from '../problems/index.js';
import { JUMP, greatest } from './fields.js';
import { instructionWords, type Instruction } from './instruction.js';
import { LineReader } from './line-reader.js';
import { parseInstruction, type Statement } from './parse-instruction.js';

/** The longest line that an instruction may need is far shorter, and so is the largest program's text. */
const LONGEST_LINE = 2000;
const LONGEST_TEXT = 16_000_000;
/** Words that the 16-bit target of a jump reaches. */
export const MOST_WORDS = 65536;

interface PlacedStatement {
  readonly statement: Statement;
  readonly line: LineReader;
}

/**
 * The instructions of a program in the text of docs/assembly.md; addresses count from word 0. What
 * `disassembleInstruction` writes assembles to the same instruction.
 *
 * @param file name for messages
 * @throws InputError with all problems: each line's first departure from the grammar and every value out of range
 */
export function assemble(text: string, file?: string): Instruction[] {
  const problems: Problem[] = [];
  const labels = new Map<string, number>();
  const statements: PlacedStatement[] = [];
  let address = 0;
  const tooLarge = sizeProblem('too-large', 'the text is too large', text, LONGEST_TEXT, file);
  refuseIfAny(tooLarge);
  for (const [index, source] of text.split(/\r\n|\n|\r/).entries()) {
    // Enough is found to refuse the text; more lines would only take time.
    if (problems.length > MOST_PROBLEMS) break;
    const tooLong = sizeProblem('line-length', 'the line is too long', source, LONGEST_LINE, file, index + 1);
    if (tooLong.length > 0) {
      problems.push(...tooLong);
      continue;
    }
    const line = new LineReader(source, index + 1, file);
    try {
      takeLabels(line, labels, address);
      if (!line.atEnd) {
        const statement = parseInstruction(line);
        statements.push({ statement, line });
        address += statement.op === 'jump' ? 1 : instructionWords(statement);
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
    problems.push(...line.problems);
  }
  if (address > MOST_WORDS) {
    problems.push({
      code: 'assembly.words',
      path: '',
      ...(file === undefined ? {} : { file }),
      message: 'more words than a program can have',
      expected: `at most ${MOST_WORDS}`,
      received: String(address),
    });
  }
  const instructions = statements.map((placed) => resolve(placed, labels, problems));
  refuseIfAny(problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)));
  return instructions;
}

function sizeProblem(
  what: string,
  message: string,
  text: string,
  most: number,
  file: string | undefined,
  line?: number,
): Problem[] {
  if (text.length <= most) return [];
  return [
    {
      code: `assembly.${what}`,
      path: '',
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      message,
      expected: `at most ${most} characters`,
      received: String(text.length),
    },
  ];
}

function takeLabels(line: LineReader, labels: Map<string, number>, address: number): void {
  while (line.peek(1) === ':') {
    const { column } = line;
    const label = line.takeLabel();
    if (labels.has(label)) {
      line.report({
        code: 'assembly.duplicate-label',
        message: 'a label stands twice',
        column,
        expected: 'each label once',
        received: `'${label}'`,
      });
    }
    labels.set(label, address);
    line.take(':');
  }
}

/** Puts the address in the place of a label; a label that is not there is added to `problems`. */
function resolve(
  { statement, line }: PlacedStatement,
  labels: ReadonlyMap<string, number>,
  problems: Problem[],
): Instruction {
  if (statement.op !== 'jump') return statement;
  const { target } = statement;
  if (typeof target === 'number') return { op: 'jump', target };
  const { label, column } = target;
  const address = labels.get(label);
  if (address === undefined && problems.length <= MOST_PROBLEMS) {
    problems.push(
      line.problemAt({
        code: 'assembly.unknown-label',
        message: 'no such label',
        column,
        expected: 'a label of this text',
        received: `'${label}'`,
        hint:
          labels.size === 0
            ? `write '${label}:' before an instruction`
            : didYouMean(label, [...labels.keys()]),
      }),
    );
  } else if (address !== undefined && address > greatest(JUMP.target)) {
    problems.push(
      line.problemAt({
        code: 'assembly.range',
        message: `the address of '${label}' is out of range`,
        column,
        expected: `0 to ${greatest(JUMP.target)}`,
        received: String(address),
      }),
    );
  }
  return { op: 'jump', target: address ?? 0 };
}
