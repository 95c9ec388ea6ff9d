/** The memory's coefficients as integers: q stands for q 2^-fraction, rounded half up (docs/accelerator.md, N1). */
import { maximumOf, minimumOf } from '../fixed-point/index.js';
import { describeValue, type Problem, refuseIfAny } from '../problems/index.js';
import type { DiscreteMemory } from './discretise.js';
import { refuseUnstableEuler } from './stability.js';

export interface CoefficientFormat {
  /** Fraction bits, 0 to 15. */
  readonly fraction: number;
  /** Width in two's complement, 2 to 16. */
  readonly bits: number;
}

function formatProblems(format: CoefficientFormat): Problem[] {
  const ranges = { fraction: [0, 15], bits: [2, 16] } as const;
  return (['fraction', 'bits'] as const).flatMap((key): Problem[] => {
    const [low, high] = ranges[key];
    const value = format[key];
    if (Number.isInteger(value) && value >= low && value <= high) return [];
    return [
      {
        code: 'legendre.coefficient-format',
        path: key,
        message: 'not a usable value',
        expected: `a whole number from ${low} to ${high}`,
        received: describeValue(value),
      },
    ];
  });
}

interface Rounded {
  readonly integers: Int16Array;
  readonly problems: readonly Problem[];
}

/** Rounds every value; those that do not fit make one problem that names the worst. */
function round(values: Float64Array, format: CoefficientFormat, pathOf: (index: number) => string): Rounded {
  const low = minimumOf(format.bits);
  const high = maximumOf(format.bits);
  const integers = new Int16Array(values.length);
  let outside = 0;
  let worst = 0;
  let worstIndex = 0;
  values.forEach((value, index) => {
    const integer = Math.floor(value * 2 ** format.fraction + 0.5);
    if (integer >= low && integer <= high) {
      integers[index] = integer;
      return;
    }
    outside++;
    if (outside === 1 || Math.abs(integer) > Math.abs(worst)) {
      worst = integer;
      worstIndex = index;
    }
  });
  if (outside === 0) return { integers, problems: [] };
  const others = outside === 1 ? '' : `, nor do ${outside - 1} others`;
  const problem: Problem = {
    code: 'legendre.coefficient-range',
    path: pathOf(worstIndex),
    message: `the coefficient does not fit${others}`,
    expected: `${low} to ${high} (${format.bits} bits, ${format.fraction} of them fraction)`,
    received: `${worst}`,
    hint: 'use fewer fraction bits, more bits or a longer window',
  };
  return { integers, problems: [problem] };
}

/**
 * A and B for the `dense` update rule.
 * @returns A order x order row-major and B order entries, both at `format.fraction` fraction bits.
 * @throws InputError `legendre.coefficient-format`; `legendre.unstable-euler` for an unstable Euler memory;
 * `legendre.coefficient-range` for A and for B when a coefficient would saturate: never silently clipped.
 */
export function denseCoefficients(
  memory: DiscreteMemory,
  format: CoefficientFormat,
): { readonly A: Int16Array; readonly B: Int16Array } {
  refuseIfAny(formatProblems(format));
  if (memory.discretisation === 'euler') refuseUnstableEuler(memory.order, memory.theta);
  const A = round(memory.A, format, (k) => `A[${Math.floor(k / memory.order)}][${k % memory.order}]`);
  const B = round(memory.B, format, (k) => `B[${k}]`);
  refuseIfAny([...A.problems, ...B.problems]);
  return { A: A.integers, B: B.integers };
}

/**
 * (2i+1) / theta for the `scan` update rule (forward Euler by running sums), i from 0 to order - 1.
 * @param order 1 to 256, else InputError `legendre.order`.
 * @param theta window in frames, above 0, else InputError `legendre.theta`.
 * @throws InputError as {@link denseCoefficients} does.
 */
export function scanCoefficients(order: number, theta: number, format: CoefficientFormat): Int16Array {
  refuseIfAny(formatProblems(format));
  refuseUnstableEuler(order, theta);
  const exact = Float64Array.from({ length: order }, (_, i) => (2 * i + 1) / theta);
  const { integers, problems } = round(exact, format, (i) => `coefficients[${i}]`);
  refuseIfAny(problems);
  return integers;
}
