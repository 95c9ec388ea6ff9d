import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMfccExtractor } from './mfcc.js';
import { plainMfcc } from './mfcc.testing.js';
import { problemsOf } from './wav.testing.js';

/** Samples that look like noise and are the same on every machine: multiples of 2^-16 in [-1, 1). */
function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length }, () => {
    state = (state * 75 + 74) % 65537;
    return (state - 32768) / 65536;
  });
}

const sine = (length: number, frequency_Hz: number, amplitude: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => amplitude * Math.sin((2 * Math.PI * frequency_Hz * i) / 16_000));

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

describe('frames', () => {
  const { features } = createMfccExtractor(plainMfcc);

  test.each([
    [0, 0],
    [511, 0],
    [512, 1],
    [831, 1],
    [832, 2],
    [16_000, 49],
  ])('%i samples make %i', (samples, frames) => {
    expect(features(new Float32Array(samples))).toHaveLength(frames);
  });

  test('frame t is made of the 512 samples from 320 t on', () => {
    const samples = noise(4000);
    features(samples).forEach((frame, t) => {
      expect(frame).toEqual(features(samples.subarray(320 * t, 320 * t + 512))[0]);
    });
  });

  test('the first sample of a window counts nothing and the last one something', () => {
    const loud = { ...plainMfcc, fraction: 6 };
    const of = (at: number): Int8Array => {
      const samples = new Float32Array(512);
      samples[at] = 1;
      return createMfccExtractor({ ...loud, logOffset: 1e-12 }).features(samples)[0]!;
    };
    const silence = createMfccExtractor({ ...loud, logOffset: 1e-12 }).features(new Float32Array(512))[0];
    expect(of(0)).toEqual(silence);
    expect(of(511)).not.toEqual(silence);
  });
});

describe('values', () => {
  test('silence: coefficient 0 is sqrt(40) ln(logOffset), the others are 0', () => {
    const scaled = { ...plainMfcc, fraction: 1 };
    const c0 = Math.sqrt(40) * Math.log(1e-4); // -58.25
    const expected = [Math.floor(c0 * 2 + 0.5), ...zeros(19)];
    expect([...createMfccExtractor(scaled).features(new Float32Array(512))[0]!]).toEqual(expected);
  });

  test('mean, standard deviation and fraction: floor((c - mean) / sd * 2^fraction + 0.5)', () => {
    const c0 = Math.sqrt(40) * Math.log(1e-4);
    const mean = [c0 - 3, 1, -1, 0.5, ...zeros(16)];
    const standardDeviation = [2, 1, 4, 1, ...zeros(16).map(() => 1)];
    const description = { ...plainMfcc, mean, standardDeviation, fraction: 1 };
    // (3 / 2 * 2, -1 * 2, 1 / 4 * 2 rounded up, -0.5 * 2)
    const frame = createMfccExtractor(description).features(new Float32Array(512))[0]!;
    expect([...frame.subarray(0, 4)]).toEqual([3, -2, 1, -1]);
  });

  test('full scale outside the bands, constant or alternating, is silence to the bands', () => {
    const { features } = createMfccExtractor(plainMfcc);
    const silence = features(new Float32Array(512));
    expect(features(new Float32Array(512).fill(-1))).toEqual(silence);
    expect(features(Float32Array.from({ length: 512 }, (_, i) => (i % 2 === 0 ? -1 : 1)))).toEqual(silence);
  });

  test('what does not fit in 8 bits saturates: full-scale noise upwards, silence downwards', () => {
    const { features } = createMfccExtractor({ ...plainMfcc, fraction: 7 });
    expect(features(noise(512).map((sample) => 2 * sample))[0]?.[0]).toBe(127);
    expect(features(new Float32Array(512))[0]?.[0]).toBe(-128);
  });

  test('a tone at 312.5 Hz and one at 4000 Hz tilt coefficient 1 to opposite sides', () => {
    const { features } = createMfccExtractor(plainMfcc);
    expect(features(sine(512, 312.5, 0.5))[0]?.[1]).toBeGreaterThan(20);
    expect(features(sine(512, 4000, 0.5))[0]?.[1]).toBeLessThan(-20);
  });

  test('twice the amplitude adds ln 4 to every band: sqrt(40) ln 4 to coefficient 0, nothing to the others', () => {
    const description = { ...plainMfcc, logOffset: 1e-30, mean: [40, ...zeros(19)] };
    const { features } = createMfccExtractor(description);
    const single = features(noise(512).map((sample) => sample / 4))[0]!;
    const double = features(noise(512).map((sample) => sample / 2))[0]!;
    expect(Math.abs(double[0]! - single[0]! - 4 * Math.sqrt(40) * Math.log(4))).toBeLessThanOrEqual(1);
    for (let k = 1; k < 20; k++) expect(Math.abs(double[k]! - single[k]!)).toBeLessThanOrEqual(1);
  });
});

describe('streaming', () => {
  test.each([1, 320, 512, 700])(
    'pieces of any size give the frames of the whole signal, hop %i',
    (hop_samples) => {
      const extractor = createMfccExtractor({ ...plainMfcc, hop_samples });
      const samples = noise(hop_samples === 1 ? 540 : 3000);
      const whole = extractor.features(samples);
      expect(whole).toHaveLength(Math.floor((samples.length - 512) / hop_samples) + 1);
      fc.assert(
        fc.property(fc.array(fc.nat({ max: 900 }), { maxLength: 12 }), (sizes) => {
          const stream = extractor.stream();
          const frames: Int8Array[] = [];
          let position = 0;
          for (const size of [...sizes, samples.length]) {
            frames.push(...stream.push(samples.subarray(position, position + size)));
            position += size;
          }
          expect(frames).toEqual(whole);
        }),
        { seed: 9, numRuns: 30 },
      );
    },
  );

  test('one sample at a time, a frame comes with the sample that completes it', () => {
    const stream = createMfccExtractor(plainMfcc).stream();
    const counts = Array.from(noise(900), (sample) => stream.push(Float32Array.of(sample)).length);
    expect(counts.flatMap((count, i) => (count > 0 ? [i] : []))).toEqual([511, 831]);
  });

  test('two streams of one extractor do not disturb each other', () => {
    const extractor = createMfccExtractor(plainMfcc);
    const samples = noise(1000);
    const one = extractor.stream();
    const two = extractor.stream();
    const ones = [...one.push(samples.subarray(0, 600))];
    const twos = [...two.push(new Float32Array(600))];
    ones.push(...one.push(samples.subarray(600)));
    twos.push(...two.push(new Float32Array(400)));
    expect(ones).toEqual(extractor.features(samples));
    expect(twos).toEqual(extractor.features(new Float32Array(1000)));
  });
});

test('a window that is no power of two is refused', () => {
  expect(problemsOf(() => createMfccExtractor({ ...plainMfcc, window_samples: 480 }))).toMatchObject([
    { code: 'audio.bad-window', path: 'features.window_samples', received: '480' },
  ]);
});
