import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { mapped } from '../arrays/index.js';
import type { HardwareConfiguration } from './configuration.js';

/** JSON with sorted keys, so that the order in which an object was built cannot show. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${mapped(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members: string[] = [];
    for (const key of Object.keys(value).sort()) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
    }
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 in hexadecimal. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return bytesToHex(sha256(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes));
}

/** {@link sha256Hex} of texts that all begin alike: their beginning is hashed once, and each takes place in the same memory. */
export function sha256HexAfter(beginning: string): (rest: string) => string {
  const text = new TextEncoder();
  const begun = sha256.create().update(text.encode(beginning));
  const hash = begun.clone();
  const digest = new Uint8Array(hash.outputLen);
  return (rest) => {
    begun._cloneInto(hash).update(text.encode(rest)).digestInto(digest);
    return bytesToHex(digest);
  };
}

/** Hash of the whole configuration, for results. */
export function configurationHash(hardware: HardwareConfiguration): string {
  return sha256Hex(canonicalJson(hardware));
}

/** What a program depends on: P and the tiles, without their gating and retention. */
export function architectureOf({ outputsPerCycle, tiles }: HardwareConfiguration): object {
  return {
    outputsPerCycle,
    tiles: mapped(tiles, (tile) =>
      Object.fromEntries(
        mapped(
          Object.entries<Readonly<Record<string, unknown>>>({ ...tile }),
          ([unit, { clockGating: _gating, retention: _retention, ...sizes }]) => [unit, sizes],
        ),
      ),
    ),
  };
}

/**
 * Hash of what a program depends on: P and the tiles, without their gating and retention. Two configurations that
 * differ in clock, voltage, gating or name run the same program.
 */
export function architectureHash(hardware: HardwareConfiguration): string {
  return sha256Hex(canonicalJson(architectureOf(hardware)));
}
