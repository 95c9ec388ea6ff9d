/**
 * The LMU layer of Blouw et al. (arXiv 2009.04465v3, section 2) in floating point, one frame at a time:
 *   u_t = E x_t + Eh h_(t-1);  m_t = A m_(t-1) + B u_t for each memory;  h_t = activation(Wx x_t + Wm m_t + b).
 */
import { type Problem, refuseIfAny } from '../problems/index.js';

/** Shapes and weights; every matrix is row-major, [row = output][column = input]. */
export interface LmuCellWeights {
  readonly inputs: number;
  readonly memories: number;
  readonly order: number;
  readonly units: number;
  /** order x order, of one frame's step; all memories share it. */
  readonly A: Float64Array;
  /** order. */
  readonly B: Float64Array;
  /** E: memories x inputs. */
  readonly inputEncoder: Float64Array;
  /** Eh: memories x units. */
  readonly hiddenEncoder: Float64Array;
  /** Wx: units x inputs. */
  readonly inputKernel: Float64Array;
  /** Wm: units x (memories * order), memory-major: column = memory * order + order index. */
  readonly memoryKernel: Float64Array;
  /** b: units. */
  readonly bias: Float64Array;
  readonly activation: (sum: number) => number;
}

function shapeProblems(weights: LmuCellWeights): Problem[] {
  const { inputs, memories, order, units } = weights;
  const lengths = {
    A: order * order,
    B: order,
    inputEncoder: memories * inputs,
    hiddenEncoder: memories * units,
    inputKernel: units * inputs,
    memoryKernel: units * memories * order,
    bias: units,
  };
  return (Object.keys(lengths) as (keyof typeof lengths)[]).flatMap((name): Problem[] =>
    weights[name].length === lengths[name]
      ? []
      : [
          {
            code: 'legendre.cell-shape',
            path: name,
            message: 'wrong number of entries',
            expected: `${lengths[name]}`,
            received: `${weights[name].length}`,
          },
        ],
  );
}

/** sums += matrix vector, where sums has one entry a row. */
function addProduct(sums: Float64Array, matrix: Float64Array, vector: Float64Array): void {
  for (let row = 0; row < sums.length; row++) {
    let sum = 0;
    for (let k = 0; k < vector.length; k++) sum += matrix[row * vector.length + k]! * vector[k]!;
    sums[row]! += sum;
  }
}

export class LmuCell {
  readonly #weights: LmuCellWeights;
  readonly #u: Float64Array;
  readonly #m: Float64Array;
  readonly #h: Float64Array;

  /** Starts from zero state. @throws InputError `legendre.cell-shape` with every array of the wrong length. */
  constructor(weights: LmuCellWeights) {
    refuseIfAny(shapeProblems(weights));
    this.#weights = weights;
    this.#u = new Float64Array(weights.memories);
    this.#m = new Float64Array(weights.memories * weights.order);
    this.#h = new Float64Array(weights.units);
  }

  /** The memories after the last frame, memory-major: memory * order + order index. A copy. */
  get memory(): Float64Array {
    return this.#m.slice();
  }

  /**
   * One frame: takes x of `inputs` entries, returns a copy of h, `units` entries.
   * @throws InputError `legendre.cell-input` when x has another length.
   */
  step(x: Float64Array): Float64Array {
    const { inputs, memories, inputEncoder, hiddenEncoder, inputKernel, memoryKernel, bias } = this.#weights;
    if (x.length !== inputs) {
      const message = 'wrong number of entries';
      refuseIfAny([
        { code: 'legendre.cell-input', path: 'x', message, expected: `${inputs}`, received: `${x.length}` },
      ]);
    }
    this.#u.fill(0);
    addProduct(this.#u, inputEncoder, x);
    addProduct(this.#u, hiddenEncoder, this.#h);
    for (let memory = 0; memory < memories; memory++) this.#advance(memory);
    this.#h.set(bias);
    addProduct(this.#h, inputKernel, x);
    addProduct(this.#h, memoryKernel, this.#m);
    this.#h.forEach((sum, unit) => (this.#h[unit] = this.#weights.activation(sum)));
    return this.#h.slice();
  }

  /** Back to the state before the first frame. */
  reset(): void {
    this.#m.fill(0);
    this.#h.fill(0);
  }

  #advance(memory: number): void {
    const { A, B, order } = this.#weights;
    const next = B.map((weight) => weight * this.#u[memory]!);
    addProduct(next, A, this.#m.subarray(memory * order, (memory + 1) * order));
    this.#m.set(next, memory * order);
  }
}
