/**
 * A memory word as hexadecimal digits, the way `$readmemh` and `%h` write it: element 0 in the lowest bits, each in
 * two's complement.
 *
 * @param bits of an element, 1 to 32
 */
export function hexWord(elements: ArrayLike<number>, bits: number): string {
  if (bits % 4 === 0) {
    let digits = '';
    for (let i = elements.length - 1; i >= 0; i--) digits += hexOf(elements[i]!, bits);
    return digits;
  }
  let word = 0n;
  for (let i = elements.length - 1; i >= 0; i--) {
    word = (word << BigInt(bits)) | BigInt.asUintN(bits, BigInt(elements[i]!));
  }
  return word.toString(16).padStart(Math.ceil((elements.length * bits) / 4), '0');
}

const BYTES = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

function hexOf(value: number, bits: number): string {
  if (bits === 8) return BYTES[value & 255]!;
  return (bits === 32 ? value >>> 0 : value & (2 ** bits - 1)).toString(16).padStart(bits / 4, '0');
}

/** Words of `length` elements each, one a line. */
export function hexLines(elements: ArrayLike<number>, length: number, bits: number): string {
  const lines: string[] = [];
  for (let first = 0; first < elements.length; first += length) {
    lines.push(
      hexWord(
        Array.from({ length }, (_, i) => elements[first + i]!),
        bits,
      ),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}
