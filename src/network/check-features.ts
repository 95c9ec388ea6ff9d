import type { Description } from './description.js';

/** Where problems of one part of the description go. */
export type Report = (
  code: string,
  path: string,
  message: string,
  expected?: string | number,
  received?: string | number,
) => void;

/** What the features must be to each other and to the network's inputs. */
export function checkFeatures({ features, inputs, inputFraction }: Description, report: Report): void {
  if (features === undefined) return;
  const { coefficients, fraction, melBands, lowest_Hz, highest_Hz, sampleRate_Hz, window_samples } = features;
  const equal = (key: string, received: number, expected: number, what: string): void => {
    if (received !== expected) report('features', `features.${key}`, what, expected, received);
  };
  equal('coefficients', coefficients, inputs, "not the network's number of inputs");
  equal('fraction', fraction, inputFraction, "not the network's inputFraction");
  equal('mean', features.mean.length, coefficients, 'one entry for each coefficient');
  equal(
    'standardDeviation',
    features.standardDeviation.length,
    coefficients,
    'one entry for each coefficient',
  );
  if (coefficients > melBands)
    report('features', 'features.coefficients', 'more than melBands', `at most ${melBands}`, coefficients);
  if (lowest_Hz >= highest_Hz)
    report('features', 'features.lowest_Hz', 'not below highest_Hz', `less than ${highest_Hz}`, lowest_Hz);
  if (highest_Hz > sampleRate_Hz / 2) {
    report(
      'features',
      'features.highest_Hz',
      'above half the sample rate',
      `at most ${sampleRate_Hz / 2}`,
      highest_Hz,
    );
  }
  if (!Number.isInteger(Math.log2(window_samples))) {
    report(
      'features',
      'features.window_samples',
      'the FFT needs a power of two',
      'a power of two',
      window_samples,
    );
  }
}
