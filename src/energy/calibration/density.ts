import type { Design } from './design.js';
import type { Evidence } from './evidence.js';
import { FACTOR_ROW } from './parameters.js';

/**
 * The ln of the posterior density at some ratios, but for a constant: minus half the squares of `residualsOf`, for a sampler
 * that asks a hundred thousand times. It allocates nothing.
 */
export function densityOf({ parameters, powers, shapes }: Evidence): (sigmas: readonly number[]) => number {
  const count = parameters.length;
  const factorIndex = parameters.findIndex(({ name }) => name === FACTOR_ROW);
  const lnSigmas = Float64Array.from(parameters, ({ lnSigma }) => lnSigma);
  const ratios = new Float64Array(count);
  const built = new Float64Array(count);
  const flat = (designs: readonly Design[]): Float64Array =>
    Float64Array.from(
      designs.flatMap(({ exact_uW, plain_uW, built_uW }) => [exact_uW, ...plain_uW, ...built_uW]),
    );
  const lnPower = (all: Float64Array, design: number): number => {
    let at = design * (1 + 2 * count);
    let uW = all[at++]!;
    for (let i = 0; i < count; i++) uW += all[at++]! * ratios[i]!;
    for (let i = 0; i < count; i++) uW += all[at++]! * built[i]!;
    return Math.log(uW);
  };
  const known = flat(powers.map(({ design }) => design));
  const lnKnown = powers.map(({ power_uW }) => Math.log(power_uW));
  const curves = shapes.map(({ bins, spread_lnSigma }) => ({
    bins: bins.map(({ designs, lnPower }) => ({ lnPower, size: designs.length })),
    designs: flat(bins.flatMap(({ designs }) => designs)),
    differences: new Float64Array(bins.length),
    spread_lnSigma,
  }));

  return (sigmas) => {
    let squares = 0;
    for (let i = 0; i < count; i++) {
      squares += sigmas[i]! * sigmas[i]!;
      ratios[i] = Math.exp(sigmas[i]! * lnSigmas[i]!);
    }
    const factor = factorIndex < 0 ? 1 : ratios[factorIndex]!;
    for (let i = 0; i < count; i++) built[i] = ratios[i]! * factor;
    for (let i = 0; i < powers.length; i++) {
      squares += ((lnPower(known, i) - lnKnown[i]!) / powers[i]!.spread_lnSigma) ** 2;
    }
    for (const { bins, designs, differences, spread_lnSigma } of curves) {
      let design = 0;
      let mean = 0;
      for (let bin = 0; bin < bins.length; bin++) {
        const { size, lnPower: data } = bins[bin]!;
        let sum = 0;
        for (let i = 0; i < size; i++) sum += lnPower(designs, design++);
        differences[bin] = sum / size - data;
        mean += differences[bin]! / bins.length;
      }
      for (const difference of differences) squares += ((difference - mean) / spread_lnSigma) ** 2;
    }
    return -squares / 2;
  };
}
