import type { MathNode } from 'mathjs';
import { didYouMean, InputError, type Problem } from '../problems/index.js';
import type { AxisValue } from '../results/index.js';

/** An expression that can only calculate and compare (docs/sweep.md, E1). */
export interface Expression {
  readonly text: string;
  readonly names: ReadonlySet<string>;
  /** @throws InputError `sweep.expression` when it comes to no truth value */
  readonly holds: (values: Readonly<Record<string, AxisValue>>) => boolean;
}

const FUNCTIONS: readonly string[] = [
  ...['abs', 'ceil', 'equalText', 'exp', 'floor', 'log', 'log10', 'log2', 'max', 'min', 'round', 'sqrt'],
];
const OPERATORS: ReadonlySet<string> = new Set([
  ...['+', '-', '*', '/', '^', '%', 'mod', '==', '!=', '<', '>', '<=', '>=', 'and', 'or', 'xor', 'not'],
]);
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'pi']);

/**
 * Reads expressions; mathjs is loaded for the first. Whatever is no arithmetic, comparison, logic or one of a few functions is
 * refused before anything is evaluated, so that an expression in somebody's file can reach nothing.
 *
 * @param known names that an expression may use
 * @throws InputError `sweep.expression` with all problems
 */
export async function parseExpressions(
  texts: readonly string[],
  known: readonly string[],
): Promise<readonly Expression[]> {
  if (texts.length === 0) return [];
  const { parse } = await import('mathjs');
  const problems: Problem[] = [];
  const expressions = texts.map((text, index): Expression => {
    const wrong = (message: string, more: Partial<Problem> = {}): void => {
      problems.push({
        code: 'sweep.expression',
        path: `where[${index}]`,
        message,
        received: `'${text}'`,
        ...more,
      });
    };
    let tree: MathNode;
    try {
      tree = parse(text);
    } catch (error) {
      wrong(`not an expression: ${(error as Error).message}`);
      return { text, names: new Set(), holds: () => false };
    }
    const before = problems.length;
    const names = namesIn(tree, known, wrong);
    if (problems.length === before && !isTruth(tree)) problems.push(untrue(text));
    const compiled = tree.compile();
    return {
      text,
      names,
      holds: (values) => {
        let value: unknown;
        try {
          value = compiled.evaluate({ ...values });
        } catch (error) {
          throw new InputError([{ code: 'sweep.expression', path: text, message: (error as Error).message }]);
        }
        if (typeof value === 'boolean') return value;
        throw new InputError([untrue(text)]);
      },
    };
  });
  if (problems.length > 0) throw new InputError(problems);
  return expressions;
}

const untrue = (text: string): Problem => ({
  ...{ code: 'sweep.expression', path: text, message: 'neither true nor false' },
  expected: 'a comparison',
});

const TRUTHS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=', 'and', 'or', 'xor', 'not']);

/** Whether a tree, whatever its values, comes to true or false; a name alone may: axes have truth values. */
function isTruth(tree: MathNode): boolean {
  const { type } = tree;
  if (type === 'OperatorNode') return TRUTHS.has((tree as unknown as { readonly op: string }).op);
  if (type === 'ParenthesisNode') return isTruth((tree as unknown as { readonly content: MathNode }).content);
  if (type === 'ConditionalNode') {
    const { trueExpr, falseExpr } = tree as unknown as Record<'trueExpr' | 'falseExpr', MathNode>;
    return isTruth(trueExpr) && isTruth(falseExpr);
  }
  if (type === 'ConstantNode')
    return typeof (tree as unknown as { readonly value: unknown }).value === 'boolean';
  if (type === 'FunctionNode')
    return (tree as unknown as { readonly fn: { readonly name?: string } }).fn.name === 'equalText';
  return true;
}

/** The names that a tree uses; what is not allowed in it is told to `wrong`. */
function namesIn(
  tree: MathNode,
  known: readonly string[],
  wrong: (message: string, more?: Partial<Problem>) => void,
): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (node: MathNode): void => {
    const { type } = node;
    if (type === 'SymbolNode') {
      const { name } = node as unknown as { readonly name: string };
      if (CONSTANTS.has(name)) return;
      if (!known.includes(name))
        wrong(`'${name}' is neither an axis nor a result of every point`, { hint: didYouMean(name, known) });
      else names.add(name);
    } else if (type === 'FunctionNode') {
      const { fn, args } = node as unknown as {
        readonly fn: MathNode & { readonly name?: string };
        readonly args: MathNode[];
      };
      const name = fn.type === 'SymbolNode' ? fn.name! : fn.toString();
      if (!FUNCTIONS.includes(name))
        wrong(`'${name}' is no function here`, { hint: didYouMean(name, FUNCTIONS) });
      else args.forEach(look);
    } else if (type === 'OperatorNode') {
      const { op, args } = node as unknown as { readonly op: string; readonly args: MathNode[] };
      if (!OPERATORS.has(op)) wrong(`'${op}' is no operator here`);
      args.forEach(look);
    } else if (type === 'ParenthesisNode' || type === 'ConditionalNode' || type === 'RelationalNode') {
      node.forEach(look);
    } else if (type === 'ConstantNode') {
      const { value } = node as unknown as { readonly value: unknown };
      if (!['number', 'string', 'boolean'].includes(typeof value))
        wrong('a constant that is no number and no text');
    } else
      wrong(`${type.replace(/Node$/, '').toLowerCase()} is not allowed here`, {
        expected: 'arithmetic, comparisons and logic',
      });
  };
  look(tree);
  return names;
}
