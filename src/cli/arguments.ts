import { InputError, type Problem } from '../problems/index.js';
import { STANDARD_INPUT, type Arguments } from './verb.js';

/** Reads checked values out of a command line and keeps every problem until `refuse`. */
export class ArgumentReader {
  private readonly problems: Problem[] = [];

  constructor(private readonly args: Arguments) {}

  /** Every value of a list of positionals, those after `--` too. */
  list(name: string): readonly string[] {
    const given = (this.args[name] ?? []) as readonly string[];
    const after = (this.args['--'] ?? []) as readonly string[];
    return [...given, ...after];
  }

  flag(name: string): boolean {
    return this.args[name] === true;
  }

  /** The only value of an input, which is no flag. */
  input(name: string): string | undefined {
    return this.text(name, name);
  }

  /** The only value of a flag, or undefined when it was not given; `shown` is what a problem calls it. */
  text(name: string, shown = `--${name}`): string | undefined {
    const value = this.args[name];
    if (value === undefined) return undefined;
    if (Array.isArray(value)) {
      this.add({
        code: 'usage.repeated',
        path: shown,
        message: 'given more than once',
        expected: 'one value',
        received: value.map((each) => `'${each}'`).join(', '),
      });
      return undefined;
    }
    if (value === STANDARD_INPUT) {
      this.add({
        code: 'usage.stdin',
        path: shown,
        message: 'standard input and output have no name here',
        hint: 'name a file',
      });
      return undefined;
    }
    if (typeof value === 'string' && value !== '') return value;
    this.add({
      code: 'usage.empty',
      path: shown,
      message: 'without a value',
      expected: 'one value',
      received: 'nothing',
    });
    return undefined;
  }

  /** Every value of a flag that may be repeated. */
  all(name: string): readonly string[] {
    const value = this.args[name];
    if (value === undefined) return [];
    return Array.isArray(value) ? (value as readonly string[]) : [value as string];
  }

  /** Every value on the command line but that of one flag. */
  valuesBut(name: string): readonly string[] {
    const others = Object.entries(this.args).filter(([other]) => other !== name);
    return others.flatMap(([, value]) => value).filter((value) => typeof value === 'string');
  }

  /** The same without a flag that means something else here; problems are kept together. */
  without(name: string): ArgumentReader {
    const { [name]: _left, ...rest } = this.args;
    const reader = new ArgumentReader(rest);
    this.refuse();
    return reader;
  }

  /** One of a few words; `shown` is what a problem calls it. */
  oneOf<Choice extends string>(
    name: string,
    choices: readonly Choice[],
    shown = `--${name}`,
  ): Choice | undefined {
    const value = this.text(name, shown);
    const chosen = choices.find((choice) => choice === value);
    if (value !== undefined && chosen === undefined) {
      this.add({
        code: 'usage.choice',
        path: shown,
        message: 'not a usable value',
        expected: choices.join(' or '),
        received: `'${value}'`,
      });
    }
    return chosen;
  }

  /** Whole numbers with commas between them. */
  wholeNumbers(name: string): readonly number[] | undefined {
    return this.commaSeparated(
      name,
      /^\d{1,9}(,\d{1,9})*$/,
      'whole numbers with commas between them, such as 0,1,2',
    );
  }

  wholeNumber(name: string): number | undefined {
    return this.commaSeparated(name, /^\d{1,15}$/, 'a whole number, such as 1')?.[0];
  }

  /** A whole number from `least` to `most`. */
  wholeNumberWithin(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    this.add({
      code: 'usage.number',
      path: `--${name}`,
      message: 'not a usable number',
      expected: `${least} to ${most}`,
      received: `'${text}'`,
    });
    return undefined;
  }

  /** Numbers with commas between them, at most three decimals each. */
  numbers(name: string): readonly number[] | undefined {
    const form = /^\d{1,9}(\.\d{1,3})?(,\d{1,9}(\.\d{1,3})?)*$/;
    return this.commaSeparated(name, form, 'numbers with commas between them, such as 50,92.5');
  }

  private commaSeparated(name: string, form: RegExp, expected: string): readonly number[] | undefined {
    const value = this.text(name);
    if (value === undefined || form.test(value)) return value?.split(',').map(Number);
    this.add({
      code: 'usage.numbers',
      path: `--${name}`,
      message: 'not a usable value',
      expected,
      received: `'${value}'`,
    });
    return undefined;
  }

  /** What an action makes of the arguments, or undefined when it finds them wrong: its problems are kept. */
  attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }

  /** Keeps a problem once, however often its argument is read. */
  add(problem: Problem): void {
    const same = ({ code, path, message }: Problem): boolean =>
      code === problem.code && path === problem.path && message === problem.message;
    if (!this.problems.some(same)) this.problems.push(problem);
  }

  /** Whether anything was found. */
  get isWrong(): boolean {
    return this.problems.length > 0;
  }

  /** @throws InputError when anything was found */
  refuse(): void {
    if (this.problems.length > 0) throw new InputError(this.problems);
  }
}
