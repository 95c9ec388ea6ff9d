/** Mel by 2595 log10(1 + f/700) (O'Shaughnessy's formula, the one of HTK). */
export function hertzToMel(frequency_Hz: number): number {
  return 2595 * Math.log10(1 + frequency_Hz / 700);
}

/** The inverse of {@link hertzToMel}. */
export function melToHertz(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}

/** One triangular band over the bins of a spectrum: bin `firstBin + i` counts `weights[i]`, every other bin 0. */
export interface MelBand {
  readonly firstBin: number;
  /** In (0, 1]; empty when no bin lies inside the triangle. */
  readonly weights: Float64Array;
}

export interface MelBandsDescription {
  readonly sampleRate_Hz: number;
  /** FFT length; bin k stands at k sampleRate_Hz / window_samples. */
  readonly window_samples: number;
  readonly melBands: number;
  readonly lowest_Hz: number;
  readonly highest_Hz: number;
}

/** The melBands + 2 edge frequencies, equally spaced in mel: band b rises from edge b to b+1 and falls to b+2. */
export function melEdges_Hz(description: MelBandsDescription): Float64Array {
  const lowest = hertzToMel(description.lowest_Hz);
  const step = (hertzToMel(description.highest_Hz) - lowest) / (description.melBands + 1);
  return Float64Array.from({ length: description.melBands + 2 }, (_, i) => melToHertz(lowest + i * step));
}

/** Triangles of peak 1 at the middle edge, linear in Hz; a bin counts when it is strictly between the outer edges. */
export function melBands(description: MelBandsDescription): readonly MelBand[] {
  const edges = melEdges_Hz(description);
  const bin_Hz = description.sampleRate_Hz / description.window_samples;
  const bins = description.window_samples / 2 + 1;
  return Array.from({ length: description.melBands }, (_, band) => {
    const low = edges[band]!;
    const peak = edges[band + 1]!;
    const high = edges[band + 2]!;
    let firstBin = 0;
    const weights: number[] = [];
    for (let k = 0; k < bins; k++) {
      const frequency_Hz = k * bin_Hz;
      if (frequency_Hz <= low || frequency_Hz >= high) continue;
      if (weights.length === 0) firstBin = k;
      weights.push(
        frequency_Hz <= peak ? (frequency_Hz - low) / (peak - low) : (high - frequency_Hz) / (high - peak),
      );
    }
    return { firstBin, weights: Float64Array.from(weights) };
  });
}
