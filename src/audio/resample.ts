import { InputError, type Problem } from '../problems/index.js';
import { kaiser } from './window.js';

/**
 * The low-pass filter between two rates, in terms of the lower rate's Nyquist frequency: half its gain at 0.975,
 * stopped from 1 on, passing up to 0.95. 128 zero crossings on each side and beta 10 make that transition
 * (Kaiser's formula: (100 dB - 8) / (2.285 * 2 * 128) = 0.157 rad = 0.05 of Nyquist). Measured in docs/audio.md.
 */
const cutoff = 0.975;
const halfLength_lowSamples = 128;
const kaiserBeta = 10;

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function rateProblems(rates_Hz: Readonly<Record<string, number>>): Problem[] {
  return Object.entries(rates_Hz)
    .filter(([, rate_Hz]) => !Number.isSafeInteger(rate_Hz) || rate_Hz < 1)
    .map(([path, rate_Hz]) => ({
      code: 'audio.bad-rate',
      path,
      message: 'not a usable sample rate',
      expected: 'a whole number of Hz, at least 1',
      received: `${rate_Hz}`,
    }));
}

/**
 * The same sound at another sample rate, by a windowed-sinc low-pass filter without delay: output n stands at
 * the time of input n * from / to, and the signal is zero before its start and after its end.
 *
 * The ratio is reduced to up/down. Outputs whose indices are equal modulo `up` share one set of taps (a
 * polyphase filter), so the filter is made one phase at a time and no table grows with the ratio: the memory is
 * the output and one set of taps, never more than twice the input.
 *
 * @param from_Hz a whole number, at least 1
 * @param to_Hz a whole number, at least 1
 * @returns ceil(samples * to / from) samples; the given array itself when the rates are equal. A signal near full
 *   scale may overshoot [-1, 1) slightly.
 * @throws InputError `audio.bad-rate`
 */
export function resample(samples: Float32Array, from_Hz: number, to_Hz: number): Float32Array {
  const problems = rateProblems({ from_Hz, to_Hz });
  if (problems.length > 0) throw new InputError(problems);
  if (from_Hz === to_Hz) return samples;

  const divisor = greatestCommonDivisor(from_Hz, to_Hz);
  const up = to_Hz / divisor;
  const down = from_Hz / divisor;
  const output = new Float32Array(Math.ceil((samples.length * up) / down));

  // In input samples: the lower rate's sample, the filter's half length, and the part of it that meets the signal.
  const lowSample = Math.max(1, down / up);
  const halfLength = halfLength_lowSamples * lowSample;
  const reach = Math.min(Math.ceil(halfLength), samples.length);
  const bandwidth = cutoff / lowSample;
  const window = kaiser(kaiserBeta);
  const taps = new Float64Array(2 * reach);

  for (let phase = 0; phase < Math.min(up, output.length); phase++) {
    const firstCentre = Math.floor((phase * down) / up);
    const remainder = ((phase * down) % up) / up;
    // Tap i multiplies the input at centre + 1 - reach + i.
    for (let i = 0; i < taps.length; i++) {
      const distance = remainder - (1 - reach + i);
      const angle = Math.PI * bandwidth * distance;
      const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
      taps[i] = bandwidth * sinc * window(distance / halfLength);
    }
    for (let n = phase, centre = firstCentre; n < output.length; n += up, centre += down) {
      const start = centre + 1 - reach;
      const end = Math.min(taps.length, samples.length - start);
      let sum = 0;
      for (let i = Math.max(0, -start); i < end; i++) sum += taps[i]! * samples[start + i]!;
      output[n] = sum;
    }
  }
  return output;
}
