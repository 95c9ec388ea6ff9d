import * as fc from 'fast-check';
import { decodeNetwork, describeNetwork, encodeNetwork } from '../../../src/network/index.js';
import { arbitraryNetworkAndFrames } from '../../support/arbitrary-network.js';
import { mutationsOf } from '../../support/mutated-bytes.js';
import { promised, type Target } from '../target.js';
import { frame, jsonMutants, unframe } from './framed.js';

const HEADER_AT = 8;
const WORDS = [
  'I8',
  'I16',
  'F64',
  'dtype',
  'shape',
  'data_offsets',
  '__metadata__',
  'lmusim',
  'scan',
  'dense',
  'table',
];

/** The description that a header holds as a string, if it does. */
function descriptionIn(header: string): string | undefined {
  try {
    const { __metadata__ } = JSON.parse(header) as { __metadata__?: { lmusim?: unknown } };
    const text = __metadata__?.lmusim;
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}

export const network: Target = {
  name: 'network',
  seeds: () =>
    fc
      .sample(arbitraryNetworkAndFrames({ maxLmuLayers: 1 }), { seed: 1, numRuns: 4 })
      .map((drawn) => encodeNetwork(drawn.network)),
  mutants: (parent, other) => {
    const bytes = mutationsOf(parent, other);
    const parts = unframe(parent, 0, HEADER_AT);
    if (parts === undefined) return bytes;
    const headers = jsonMutants(parts.header, WORDS, descriptionIn(parts.header));
    return fc.oneof(
      bytes,
      headers.map((header) => frame({ ...parts, header }, 0)),
      headers.map((header) => frame({ ...parts, header }, 0)),
    );
  },
  run: (input) => {
    const read = decodeNetwork(input, 'input');
    const file = encodeNetwork(read);
    promised(
      Buffer.compare(encodeNetwork(decodeNetwork(file)), file) === 0,
      'written and read again, the same file',
    );
    describeNetwork(read);
  },
  limit_ms: 1000,
};
