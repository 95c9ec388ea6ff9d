import { readFileSync } from 'node:fs';
import { ReferenceInference, decodeNetwork } from '../../src/network/index.js';
import { readSafetensors } from '../../src/network/safetensors-reader.js';
import { writeSafetensors } from '../../src/network/safetensors-writer.js';
import type { Tensor } from '../../src/network/tensor.js';
import { repositoryFile } from '../cli/support.js';
import { byCommand, byLibrary, changed, type Case } from './support.js';

const shipped = new Uint8Array(readFileSync(repositoryFile('networks/kws-bootstrap.safetensors')));
const { metadata, tensors } = readSafetensors(shipped);
const description = metadata.get('lmusim')!;

const file = (fault: string, content: string | Uint8Array): Case =>
  byCommand(fault, 'run -n mine.safetensors', { 'mine.safetensors': content });

/** The shipped network with places of its description replaced. */
const described = (fault: string, changes: Readonly<Record<string, string>>): Case =>
  file(fault, writeSafetensors({ metadata: new Map([['lmusim', changed(description, changes)]]), tensors }));

const withTensors = (fault: string, change: (tensors: Map<string, Tensor>) => void): Case => {
  const own = new Map(tensors);
  change(own);
  return file(fault, writeSafetensors({ metadata, tensors: own }));
};

/** A file with this header and so many bytes of data. */
function raw(
  header: string,
  dataBytes = 0,
  headerBytes = new TextEncoder().encode(header).length,
): Uint8Array {
  const bytes = new Uint8Array(8 + new TextEncoder().encode(header).length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(new TextEncoder().encode(header), 8);
  return bytes;
}

const tensor = (name: string, begin: number, end: number, shape: number = end - begin): string =>
  `"${name}":{"dtype":"I8","shape":[${shape}],"data_offsets":[${begin},${end}]}`;

export const networks: readonly Case[] = [
  file('A file too short for a header', 'hello'),
  file('A file that was cut short inside its header', shipped.subarray(0, 1000)),
  file('A file that was cut short inside its data', shipped.subarray(0, 20_000)),
  file('A header of an absurd length', raw('{}', 0, 2 ** 40)),
  file('A recording', 'RIFF\x24\0\0\0WAVEfmt \x10\0\0\0'),
  file('JSON text', '{"schema": "lmusim.features/1", "recordings": []}'),
  file('A header that is not text', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe)),
  file('A header that is no object', raw('[1]')),
  file('A header that is not JSON', raw('{"a":}')),
  file('A header nested without end', raw(`{"a":${'['.repeat(50)}${']'.repeat(50)}}`)),
  file('A header of too many values', raw(`{"a":[${'0,'.repeat(200_000)}0]}`)),
  file('A tensor that stands twice', raw(`{${tensor('a', 0, 1)},${tensor('a', 0, 1)}}`, 1)),
  file(
    'Offsets that leave the file, and a size that does not fit its shape',
    raw(`{${tensor('a', 0, 9)},${tensor('b', 0, 1, 2)}}`, 4),
  ),
  file('Tensors that overlap', raw(`{${tensor('a', 0, 3)},${tensor('b', 2, 4)}}`, 4)),
  file('Bytes that belong to no tensor', raw(`{${tensor('a', 0, 1)}}`, 4)),
  file(
    'An element type that networks do not use',
    raw('{"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}', 2),
  ),
  file(
    'A safetensors file of another program',
    raw(`{"__metadata__":{"format":"pt"},${tensor('weight', 0, 1)}}`, 1),
  ),
  described('Misspelt and missing keys', { '"weightBits":4,': '"weightsBits":4,', '"theta_frames":16,': '' }),
  described('A file of a later version', { 'lmusim.network/1': 'lmusim.network/2' }),
  described('Sizes out of range', { '"order":6': '"order":300', '"stateBits":16': '"stateBits":4.5' }),
  described('Layers that do not join', { '"name":"lmu1","inputs":96': '"name":"lmu1","inputs":95' }),
  described('Two layers of one name, and a label that stands twice', { '"lmu1"': '"lmu0"', '"no"': '"yes"' }),
  described('Too few labels', { '"yes",': '' }),
  described('A source that the matrix cannot read, and one that it reads twice', {
    '"encoder":{"sources":[{"source":"x","align":0}]': '"encoder":{"sources":[{"source":"u","align":0}]',
    '{"source":"m","align":1},{"source":"x","align":0}': '{"source":"m","align":1},{"source":"m","align":1}',
  }),
  described('Fractions that do not meet', { '{"source":"m","align":1}': '{"source":"m","align":2}' }),
  described('Fractions without room', {
    '"stateFraction":11': '"stateFraction":31',
    '"weightFraction":3': '"weightFraction":-16',
  }),
  described('A readout finer than its state', { '"readoutFraction":4': '"readoutFraction":12' }),
  described('Activations in places where none belongs', {
    '"bias":false,"activation":"identity","output":{"kind":"vector","fraction":4}':
      '"bias":false,"activation":"relu","output":{"kind":"vector","fraction":4}',
    '"activation":"identity","output":{"kind":"raw"}': '"activation":"relu","output":{"kind":"raw"}',
    '"output":{"kind":"vector","fraction":2}': '"output":{"kind":"vector","fraction":2,"tableFraction":1}',
  }),
  described('A last layer that is not raw', {
    '"output":{"kind":"raw"}': '"output":{"kind":"vector","fraction":2}',
  }),
  described('Running sums of another discretisation', { '"update":"dense"': '"update":"scan"' }),
  described('Features that contradict the network', {
    '"highest_Hz":7600': '"highest_Hz":9000',
    '"window_samples":512': '"window_samples":500',
    '"coefficients":20': '"coefficients":19',
  }),
  withTensors('A tensor of another name, and one of another type', (own) => {
    own.set('layers.0.encoder.weigth', own.get('layers.0.encoder.weight')!);
    own.delete('layers.0.encoder.weight');
    own.set('layers.0.memory.B', { dtype: 'I8', shape: [6], data: new Int8Array(6) });
  }),
  withTensors('A tensor of another shape', (own) =>
    own.set('layers.0.encoder.weight', { dtype: 'I8', shape: [16, 21], data: new Int8Array(336) }),
  ),
  withTensors('Weights beyond their bits', (own) =>
    own.set('layers.0.encoder.weight', {
      dtype: 'I8',
      shape: [16, 20],
      data: new Int8Array(320).fill(8, 45, 47),
    }),
  ),
  byLibrary('A frame of another length', 'new ReferenceInference(network).step(Int8Array.of(1, 2, 3))', () =>
    new ReferenceInference(decodeNetwork(shipped)).step(Int8Array.of(1, 2, 3)),
  ),
];
