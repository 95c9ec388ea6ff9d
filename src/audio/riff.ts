/** One chunk of a RIFF file: four characters, a size, that many bytes and a pad byte when the size is odd. */
export interface RiffChunk {
  /** Four characters, one for each byte; any byte may stand here. */
  readonly id: string;
  /** Offset of the chunk's first content byte in the file. */
  readonly start: number;
  /** Content bytes by the chunk's header, 0 to 2^32 - 1; may go beyond the file's end. */
  readonly declared_bytes: number;
  /** Those of them that the file really holds. */
  readonly present_bytes: number;
}

const chunkHeader_bytes = 8;

/** Four bytes as characters; fewer at the end of the file. */
export function fourCharacters(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

/**
 * The chunks from the offset `start` on, in file order. Ends where no whole chunk header is left, and after a
 * chunk that goes beyond the file's end. Every step advances at least 8 bytes, so it ends for any bytes.
 */
export function* riffChunks(bytes: Uint8Array, start: number): Generator<RiffChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = start;
  while (position + chunkHeader_bytes <= bytes.length) {
    const declared_bytes = view.getUint32(position + 4, true);
    const contentStart = position + chunkHeader_bytes;
    yield {
      id: fourCharacters(bytes, position),
      start: contentStart,
      declared_bytes,
      present_bytes: Math.min(declared_bytes, bytes.length - contentStart),
    };
    position = contentStart + declared_bytes + (declared_bytes % 2);
  }
}

/** Whether everything from `start` to the end of the file is chunks with printable names, and at least one. */
export function isRunOfChunks(bytes: Uint8Array, start: number): boolean {
  let end = start;
  for (const chunk of riffChunks(bytes, start)) {
    if (!/^[ -~]{4}$/.test(chunk.id)) return false;
    end = chunk.start + chunk.declared_bytes;
  }
  // The last pad byte is often left out.
  return end > start && (end === bytes.length || end + (end % 2) === bytes.length);
}
