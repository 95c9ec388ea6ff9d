import * as fc from 'fast-check';
import { canonicalJson, sha256Hex } from '../../../src/hardware/index.js';
import {
  checkProgram,
  decodeProgram,
  disassembleProgram,
  encodeProgram,
} from '../../../src/program/index.js';
import { mutationsOf } from '../../support/mutated-bytes.js';
import { tinyHardware, twoTileProgram } from '../../support/hand-made-program.js';
import { promised, type Target } from '../target.js';
import { frame, jsonMutants, unframe } from './framed.js';

const LENGTH_AT = 12;
const HEADER_AT = 16;
const CHECKSUM_BYTES = 32;
const hardware = tinyHardware();

/** With the checksum that its content has, so that what stands behind the check is reached. */
function withChecksum(content: Uint8Array): Uint8Array {
  const file = new Uint8Array(content.length + CHECKSUM_BYTES);
  file.set(content);
  file.set(Buffer.from(sha256Hex(content), 'hex'), content.length);
  return file;
}

/** As the format wants it where it is JSON at all. */
function canonical(header: string): string {
  try {
    return canonicalJson(JSON.parse(header));
  } catch {
    return header;
  }
}

export const program: Target = {
  name: 'program',
  seeds: () => [encodeProgram(twoTileProgram())],
  mutants: (parent, other) => {
    const content = parent.subarray(0, Math.max(0, parent.length - CHECKSUM_BYTES));
    const bytes = fc.oneof(mutationsOf(parent, other), mutationsOf(content, other).map(withChecksum));
    const parts = unframe(content, LENGTH_AT, HEADER_AT);
    if (parts === undefined) return bytes;
    return fc.oneof(
      bytes,
      jsonMutants(parts.header, ['elements', 'labels', 'tiles']).map((header) =>
        withChecksum(frame({ ...parts, header: canonical(header) }, LENGTH_AT)),
      ),
      mutationsOf(parts.rest).map((rest) => withChecksum(frame({ ...parts, rest }, LENGTH_AT))),
    );
  },
  run: (input) => {
    const read = decodeProgram(input, 'input');
    promised(Buffer.compare(encodeProgram(read), input) === 0, 'one program has one file');
    promised(disassembleProgram(read).length > 0, 'a program has a text');
    checkProgram(read, hardware);
  },
  limit_ms: 1000,
};
