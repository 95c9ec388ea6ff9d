import { InputError, describeValue, didYouMean, type Problem } from '../problems/index.js';
import { greatest, type BitField } from './fields.js';

/** Words (with a dot for `gemv.raw`), numbers, `<<`, and every other character for itself. */
const TOKEN = /[A-Za-z_]\w*(?:\.\w+)?|-?\d[\w.]*|<<|\S/gu;
const WORD = /^[A-Za-z_]\w*(?:\.\w+)?$/;
const LABEL = /^[A-Za-z_]\w*$/;
const NUMBER = /^-?\d+$/;

interface Token {
  readonly text: string;
  readonly column: number;
}

/** What a problem says; column and received text are the next token's unless it says otherwise. */
type Complaint = Pick<Problem, 'code' | 'message'> & Partial<Problem>;

/**
 * One line of assembly, read token by token. A token that the grammar does not allow ends the line with an InputError;
 * a value that does not fit is noted in `problems` and reading goes on, so that one line can have several.
 */
export class LineReader {
  readonly problems: Problem[] = [];
  readonly #tokens: readonly Token[];
  readonly #position: Pick<Problem, 'file' | 'line'>;
  readonly #endColumn: number;
  #next = 0;

  /** @param line 1-based */
  constructor(source: string, line: number, file: string | undefined) {
    const comment = source.search(/[;#]/);
    const code = comment === -1 ? source : source.slice(0, comment);
    this.#tokens = [...code.matchAll(TOKEN)].map(({ 0: text, index }) => ({ text, column: index + 1 }));
    this.#position = { ...(file === undefined ? {} : { file }), line };
    this.#endColumn = code.trimEnd().length + 1;
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  /** The next token's 1-based column, or the one after the last token. */
  get column(): number {
    return this.#tokens[this.#next]?.column ?? this.#endColumn;
  }

  /** The text of the token `ahead` of the next one. */
  peek(ahead = 0): string | undefined {
    return this.#tokens[this.#next + ahead]?.text;
  }

  /** Notes a problem at the next token, or where it says itself, and reads on. */
  report(complaint: Complaint): void {
    this.problems.push(this.problemAt(complaint));
  }

  /** A problem of this line. */
  problemAt(complaint: Complaint): Problem {
    const token = this.peek();
    return {
      path: '',
      ...this.#position,
      column: this.column,
      received: token === undefined ? 'the end of the line' : describeValue(token),
      ...complaint,
    };
  }

  /** Takes the token when it is the given one. */
  skip(text: string): boolean {
    if (this.peek() !== text) return false;
    this.#next += 1;
    return true;
  }

  /** Takes a given punctuation mark or word, or ends the line. */
  take(text: string): void {
    if (WORD.test(text)) this.takeWord(`'${text}'`, [text]);
    else if (!this.skip(text))
      this.#refuse({ code: 'assembly.syntax', message: this.#unexpected, expected: `'${text}'` });
  }

  /** Takes one of some words, or ends the line with the nearest of them. */
  takeWord<const Word extends string>(
    expected: string,
    known: readonly Word[],
    code = 'assembly.word',
  ): Word {
    const token = this.peek();
    const word = known.find((candidate) => candidate === token);
    if (word === undefined) {
      this.#refuse({
        code,
        message: this.#unexpected,
        expected,
        ...(token !== undefined && WORD.test(token) ? { hint: didYouMean(token, known) } : {}),
      });
    }
    this.#next += 1;
    return word;
  }

  takeLabel(): string {
    const token = this.peek();
    if (token === undefined || !LABEL.test(token)) {
      this.#refuse({
        code: 'assembly.label',
        message: 'not a label',
        expected: 'letters, digits and _, not beginning with a digit',
      });
    }
    this.#next += 1;
    return token;
  }

  /** Takes a number for a field; one that does not fit is noted with the range and read as the least. */
  takeNumber(what: string, field: BitField, least = 0, most = greatest(field)): number {
    const token = this.peek();
    if (token === undefined || !NUMBER.test(token)) {
      this.#refuse({
        code: 'assembly.number',
        message: `${what} is missing`,
        expected: 'a decimal whole number',
      });
    }
    const value = Number(token);
    if (value < least || value > most) this.reportRange(what, least, most);
    this.#next += 1;
    return value < least || value > most ? least : value;
  }

  /** Notes that a value is outside its range. */
  reportRange(what: string, least: number, most: number, where: Partial<Problem> = {}): void {
    this.report({
      code: 'assembly.range',
      message: `${what} is out of range`,
      expected: `${least} to ${most}`,
      ...where,
    });
  }

  takeEnd(): void {
    if (!this.atEnd) {
      this.#refuse({
        code: 'assembly.syntax',
        message: this.#unexpected,
        expected: 'the end of the line',
      });
    }
  }

  get #unexpected(): string {
    return this.atEnd ? 'the line ends too early' : 'unexpected text';
  }

  #refuse(complaint: Complaint): never {
    throw new InputError([this.problemAt(complaint)]);
  }
}
