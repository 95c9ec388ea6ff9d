import FFT from 'fft.js';
import { InputError } from '../problems/index.js';

const shortest = 4;
const longest = 65_536;

/**
 * A function from `length` real values to |FFT|^2 of the bins 0..length/2, without scaling. The array that it
 * returns is its own and is overwritten by the next call.
 *
 * @throws InputError `audio.bad-window` unless the length is a power of two from 4 to 65536
 */
export function powerSpectrum(length: number): (values: Float64Array) => Float64Array {
  if (!Number.isInteger(Math.log2(length)) || length < shortest || length > longest) {
    throw new InputError([
      {
        code: 'audio.bad-window',
        path: 'features.window_samples',
        message: 'the window cannot be transformed',
        expected: `a power of two from ${shortest} to ${longest}`,
        received: `${length}`,
      },
    ]);
  }
  const fft = new FFT(length);
  // Pairs of real and imaginary parts.
  const spectrum = new Float64Array(2 * length);
  const power = new Float64Array(length / 2 + 1);
  return (values) => {
    fft.realTransform(spectrum, values);
    for (let k = 0; k < power.length; k++) {
      power[k] = spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
    }
    return power;
  };
}
