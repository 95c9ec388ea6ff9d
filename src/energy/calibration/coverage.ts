import { powerOf, ratiosOf, type Design } from './design.js';
import { BOUND_SIGMA, type Evidence } from './evidence.js';
import { mostProbable } from './fit.js';
import { p5_p95 } from './quantile.js';
import { drawsOf } from './random.js';
import { samplePosterior, type SamplerOptions } from './sample.js';

/** How often the interval of a design's power held the truth. */
export interface Coverage {
  readonly truths: number;
  /** Of each design that was asked for. */
  readonly covered: readonly number[];
}

/**
 * Tries the posterior on worlds whose truth is known: ratios are drawn from the priors, the evidence is made from them with
 * the spreads that it states, and the posterior of that evidence gives the interval from 5 to 95 % of the power of designs
 * that are no part of it. It should hold the truth nine times out of ten (S. Talts et al., arXiv 1804.06788).
 *
 * @param asked designs whose power is predicted
 * @param options of each posterior's sampler
 */
export function coverageOf(
  evidence: Evidence,
  asked: readonly Design[],
  truths: number,
  options: SamplerOptions,
): Coverage {
  const { parameters } = evidence;
  const powersAt = (sigmas: readonly number[]): number[] => {
    const ratios = ratiosOf(
      sigmas.map((sigma, i) => sigma * parameters[i]!.lnSigma),
      parameters,
    );
    return asked.map((design) => powerOf(design, ratios));
  };
  const covered = asked.map(() => 0);
  for (let truth = 0; truth < truths; truth++) {
    const seed = `${options.seed}/${truth}`;
    const { truncated, normal } = drawsOf(seed);
    const sigmas = parameters.map(() => truncated(BOUND_SIGMA));
    const made = evidenceOf(evidence, sigmas, normal);
    const chains = samplePosterior(made, mostProbable(made), { ...options, seed });
    const drawn = chains.flat().map(powersAt);
    powersAt(sigmas).forEach((uW, design) => {
      const [p5, p95] = p5_p95(drawn.map((powers) => powers[design]!));
      if (p5 <= uW && uW <= p95) covered[design]! += 1;
    });
  }
  return { truths, covered };
}

/** What would be seen of a truth. */
function evidenceOf(
  { parameters, powers, shapes }: Evidence,
  sigmas: readonly number[],
  normal: () => number,
): Evidence {
  const ratios = ratiosOf(
    sigmas.map((sigma, i) => sigma * parameters[i]!.lnSigma),
    parameters,
  );
  return {
    parameters,
    powers: powers.map((power) => ({
      ...power,
      power_uW: powerOf(power.design, ratios) * Math.exp(power.spread_lnSigma * normal()),
    })),
    shapes: shapes.map(({ bins, spread_lnSigma }) => ({
      spread_lnSigma,
      bins: bins.map(({ designs }) => ({
        designs,
        lnPower:
          designs.reduce((sum, design) => sum + Math.log(powerOf(design, ratios)), 0) / designs.length +
          spread_lnSigma * normal(),
      })),
    })),
  };
}
