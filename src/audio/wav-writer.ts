import { bitsPerSample, pcmTag } from './wav-format.js';

const header_bytes = 44;

/**
 * A RIFF/WAVE file of one channel of 16-bit PCM samples.
 *
 * @param samples fewer than 2^31 - 18, so that the sizes fit in 32 bits
 */
export function encodeWav(samples: Int16Array, sampleRate_Hz: number): Uint8Array {
  const block_bytes = bitsPerSample / 8;
  const data_bytes = samples.length * block_bytes;
  const bytes = new Uint8Array(header_bytes + data_bytes);
  const view = new DataView(bytes.buffer);
  const text = (offset: number, characters: string): void => {
    bytes.set(
      Array.from(characters, (character) => character.charCodeAt(0)),
      offset,
    );
  };
  text(0, 'RIFF');
  view.setUint32(4, header_bytes - 8 + data_bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, pcmTag, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate_Hz, true);
  view.setUint32(28, sampleRate_Hz * block_bytes, true);
  view.setUint16(32, block_bytes, true);
  view.setUint16(34, bitsPerSample, true);
  text(36, 'data');
  view.setUint32(40, data_bytes, true);
  samples.forEach((sample, i) => {
    view.setInt16(header_bytes + i * block_bytes, sample, true);
  });
  return bytes;
}
