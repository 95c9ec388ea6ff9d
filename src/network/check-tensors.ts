import { maximumOf, minimumOf } from '../fixed-point/index.js';
import { didYouMean, type Problem } from '../problems/index.js';
import type { Description } from './description.js';
import { expectedTensors, type ExpectedTensor } from './layout.js';
import { pathOfTensor, type Tensor } from './tensor.js';

function weightProblems({ name, shape }: ExpectedTensor, tensor: Tensor, weightBits: number): Problem[] {
  const low = minimumOf(weightBits);
  const high = maximumOf(weightBits);
  const outside = (value: number): boolean => value < low || value > high;
  const data = tensor.data as Int8Array;
  const first = data.findIndex(outside);
  if (first < 0) return [];
  const columns = shape[1]!;
  const count = data.filter(outside).length;
  return [
    {
      code: 'network.weight-range',
      path: pathOfTensor(name),
      message: `${count} ${count === 1 ? 'weight does' : 'weights do'} not fit weightBits ${weightBits}`,
      expected: `${low} to ${high}`,
      received: `${data[first]!} at [${Math.floor(first / columns)}, ${first % columns}]`,
    },
  ];
}

function tensorProblems(expected: ExpectedTensor, tensor: Tensor, weightBits: number): Problem[] {
  const path = pathOfTensor(expected.name);
  if (tensor.dtype !== expected.dtype) {
    return [
      {
        code: 'network.tensor-dtype',
        path,
        message: 'wrong element type',
        expected: expected.dtype,
        received: tensor.dtype,
      },
    ];
  }
  const text = (shape: readonly number[]): string => `[${shape.join(', ')}]`;
  const elements = expected.shape.reduce((product, size) => product * size, 1);
  if (text(tensor.shape) !== text(expected.shape) || tensor.data.length !== elements) {
    const given =
      text(tensor.shape) === text(expected.shape) ? `${tensor.data.length} elements` : text(tensor.shape);
    return [
      {
        code: 'network.tensor-shape',
        path,
        message: 'wrong shape',
        expected: text(expected.shape),
        received: given,
      },
    ];
  }
  return expected.name.endsWith('.weight') ? weightProblems(expected, tensor, weightBits) : [];
}

/** Every way in which the tensors are not those that the description calls for. */
export function checkTensors(description: Description, tensors: ReadonlyMap<string, Tensor>): Problem[] {
  const expected = expectedTensors(description);
  const expectedNames = new Set(expected.map(({ name }) => name));
  const absent = expected.filter(({ name }) => !tensors.has(name)).map(({ name }) => name);
  return [
    ...expected.flatMap((tensor): Problem[] => {
      const given = tensors.get(tensor.name);
      if (given !== undefined) return tensorProblems(tensor, given, description.weightBits);
      const kind = `${tensor.dtype} [${tensor.shape.join(', ')}]`;
      const path = pathOfTensor(tensor.name);
      return [
        { code: 'network.missing-tensor', path, message: 'the file has no such tensor', expected: kind },
      ];
    }),
    ...[...tensors.keys()]
      .filter((name) => !expectedNames.has(name))
      .map((name): Problem => {
        const hint =
          absent.length > 0 ? didYouMean(name, absent) : 'remove it, or declare it in the description';
        const message = 'the description calls for no such tensor';
        return { code: 'network.extra-tensor', path: pathOfTensor(name), message, hint };
      }),
  ];
}
