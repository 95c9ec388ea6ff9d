const startsWith = (bytes: Uint8Array, text: string, offset = 0): boolean =>
  bytes.length >= offset + text.length &&
  [...text].every((character, index) => bytes[offset + index] === character.charCodeAt(0));

/** Bytes at the start of a text that are looked at. */
const LOOKED_AT = 256;

/** Printable characters and white space, and no more than a cut-off character at the end. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const start = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT));
  const text = bytes.length > LOOKED_AT ? start.replace(/\ufffd{1,3}$/, '') : start;
  return !/[^\P{Cc}\t\n\r]|\ufffd/u.test(text);
}

/**
 * What a file is by its first bytes, in words for the `received` of a problem, or undefined when it is nothing that is
 * known here. The rest of the file may still be wrong.
 */
export function fileKindOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'an empty file';
  if (
    /^(RIFF|RIFX|RF64)$/.test(String.fromCharCode(...bytes.subarray(0, 4))) &&
    startsWith(bytes, 'WAVE', 8)
  ) {
    return 'a WAV file';
  }
  if (startsWith(bytes, 'LMUPROG\0')) return 'a program file';
  if (startsWith(bytes, 'PK\x03\x04')) return 'a zip file';
  if (startsWith(bytes, '\x1f\x8b')) return 'a gzip file';
  if (startsWith(bytes, '\x89PNG')) return 'a PNG picture';
  if (!isText(bytes)) return startsWith(bytes, '{', 8) ? 'a safetensors file' : undefined;
  const start = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT)).trimStart();
  return /^[{[]/.test(start) ? 'JSON text' : 'text';
}
