import { expect, test } from 'vitest';
import { runs } from '../../../test/support/runs.js';
import { convergenceOf } from './convergence.js';
import { coverageOf } from './coverage.js';
import { densityOf } from './density.js';
import { powerOf, ratiosOf, type Design } from './design.js';
import { residualsOf, type Evidence } from './evidence.js';
import { mostProbable } from './fit.js';
import { FACTOR_ROW, type Parameter } from './parameters.js';
import { quantile } from './quantile.js';
import { drawsOf } from './random.js';
import { samplePosterior } from './sample.js';

const parameter = (name: string, lnSigma: number): Parameter => ({ name, rows: [name], lnSigma });

const PARAMETERS = [
  parameter('macArray.multiply', 0.5),
  parameter('clockTree.clock', 0.7),
  parameter('macArray.laneStatic', 1),
  parameter(FACTOR_ROW, 0.45),
];
/** Built, clock, lanes; nothing is paid for the factor itself. */
const design = (built: number, clock: number, lanes: number): Design => ({
  exact_uW: 0.1,
  plain_uW: [0, clock, lanes, 0],
  built_uW: [built, 0, 0, 0],
});

/** A power, and a curve that falls and rises. */
const EVIDENCE: Evidence = {
  parameters: PARAMETERS,
  powers: [{ design: design(4, 1, 2), power_uW: 10, spread_lnSigma: 0.01 }],
  shapes: [
    {
      spread_lnSigma: 0.05,
      bins: [
        { designs: [design(4, 1, 3), design(4, 1.1, 2.8)], lnPower: Math.log(30) },
        { designs: [design(4, 2, 1)], lnPower: Math.log(24) },
        { designs: [design(4, 8, 0.2)], lnPower: Math.log(38) },
      ],
    },
  ],
};

const squares = (evidence: Evidence, sigmas: readonly number[]): number =>
  residualsOf(evidence, sigmas).residuals.reduce((sum, each) => sum + each * each, 0);

test('the slopes of the residuals are those that differences give', () => {
  const at = [0.3, -0.8, 1.1, 0.4];
  const { residuals, jacobian } = residualsOf(EVIDENCE, at);
  const slopes = jacobian();
  at.forEach((_, column) => {
    const beside = residualsOf(
      EVIDENCE,
      at.map((sigma, i) => sigma + (i === column ? 1e-6 : 0)),
    ).residuals;
    residuals.forEach((residual, row) => {
      expect(slopes[row]![column]).toBeCloseTo((beside[row]! - residual) / 1e-6, 2);
    });
  });
});

test('no neighbour of the most probable ratios is more probable', () => {
  const { sigmas, cost } = mostProbable(EVIDENCE);
  expect(cost).toBeCloseTo(squares(EVIDENCE, sigmas), 9);
  const { normal } = drawsOf('neighbours');
  for (let i = 0; i < 200; i++) {
    const size = 10 ** -(1 + (i % 4));
    expect(
      squares(
        EVIDENCE,
        sigmas.map((sigma) => sigma + size * normal()),
      ),
    ).toBeGreaterThan(cost);
  }
});

test('a power out of reach is met as nearly as the bounds allow, and the bounds say so', () => {
  const far = { ...EVIDENCE, shapes: [], powers: [{ ...EVIDENCE.powers[0]!, power_uW: 1000 }] };
  const { sigmas } = mostProbable(far);
  expect(sigmas).toEqual([2, 2, 2, 2]);
});

test('the density is that of the residuals', () => {
  const density = densityOf(EVIDENCE);
  const { truncated } = drawsOf('density');
  for (let i = 0; i < 20; i++) {
    const sigmas = PARAMETERS.map(() => truncated(2));
    expect(density(sigmas)).toBeCloseTo(-squares(EVIDENCE, sigmas) / 2, 8);
  }
});

test('draws have the distribution that a grid gives', () => {
  // Two parameters and a vague power, so that a grid can be summed.
  const parameters = [parameter('macArray.multiply', 0.5), parameter('clockTree.clock', 0.7)];
  const two: Evidence = {
    parameters,
    powers: [
      { design: { exact_uW: 0, plain_uW: [3, 2], built_uW: [0, 0] }, power_uW: 8, spread_lnSigma: 0.1 },
    ],
    shapes: [],
  };
  const density = densityOf(two);
  const steps = Array.from({ length: 400 }, (_, i) => -2 + (i + 0.5) / 100);
  const weights = steps.map((a) => steps.reduce((sum, b) => sum + Math.exp(density([a, b])), 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const gridQuantile = (part: number): number => {
    let sum = 0;
    return steps.find((_, i) => (sum += weights[i]!) >= part * total)!;
  };
  const chains = samplePosterior(two, mostProbable(two), { seed: '0', chains: 4, draws: 4000, every: 5 });
  const drawn = chains.flat().map(([first]) => first!);
  for (const part of [0.05, 0.25, 0.5, 0.75, 0.95]) {
    expect(quantile(drawn, part)).toBeCloseTo(gridQuantile(part), 1);
  }
});

test('draws have the distribution that weighted draws of the prior give, the pivot being any row or the factor', () => {
  const { truncated } = drawsOf('prior');
  const prior = Array.from({ length: 60_000 }, () => PARAMETERS.map(() => truncated(2)));
  // Parts of the power that make the factor the pivot; lanes alone; a row that bounds cut off.
  for (const [known, spread_lnSigma] of [
    [design(4, 1, 2), 0.1],
    [design(0.5, 1, 6), 0.1],
    [design(4, 1, 2), 0.4],
  ] as const) {
    const powers = [{ design: known, power_uW: 14, spread_lnSigma }];
    // A vague curve: of few draws of the prior the weights would be nearly all.
    const shapes = [{ ...EVIDENCE.shapes[0]!, spread_lnSigma: 0.3 }];
    const evidence: Evidence = { ...EVIDENCE, powers, shapes };
    const density = densityOf(evidence);
    // The prior is in the density and in the draws: it is divided by once.
    const weights = prior.map((sigmas) =>
      Math.exp(density(sigmas) + sigmas.reduce((sum, sigma) => sum + sigma * sigma, 0) / 2),
    );
    const chains = samplePosterior(evidence, mostProbable(evidence), {
      ...{ seed: '0', chains: 4, draws: 1500, every: 10 },
    });
    const drawn = chains.flat();
    PARAMETERS.forEach(({ name }, index) => {
      for (const part of [0.05, 0.5, 0.95]) {
        const own = quantile(
          drawn.map((sigmas) => sigmas[index]!),
          part,
        );
        // How much of the weighted draws lies below that quantile; 0.03 is some three standard errors.
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const below = weights.reduce((sum, weight, i) => sum + (prior[i]![index]! < own ? weight : 0), 0);
        expect(Math.abs(below / total - part), `${name} ${part}`).toBeLessThan(0.03);
      }
    });
  }
});

test('a sampler finds its way from a most probable point that lies in a corner of the bounds', () => {
  // Not one draw of the prior in thousands reaches this power, and the table cannot quite.
  const powers = [{ ...EVIDENCE.powers[0]!, power_uW: 150 }];
  const far: Evidence = { ...EVIDENCE, shapes: [], powers };
  const fit = mostProbable(far);
  expect(Math.max(...fit.sigmas)).toBe(2);
  const drawn = samplePosterior(far, fit, { seed: '0', chains: 2, draws: 50, every: 5 }).flat();
  for (const sigmas of drawn) expect(Math.max(...sigmas.map(Math.abs))).toBeLessThanOrEqual(2);
});

test('the same seed draws the same, another seed other draws of the same distribution', () => {
  const draw = (seed: string) =>
    samplePosterior(EVIDENCE, mostProbable(EVIDENCE), { seed, chains: 2, draws: 200, every: 5 });
  const [first, again, other] = [draw('a'), draw('a'), draw('b')];
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  for (const chain of [...first, ...other]) {
    for (const sigmas of chain) expect(Math.max(...sigmas.map(Math.abs))).toBeLessThanOrEqual(2);
  }
});

test('chains that disagree are found, chains that creep are worth few draws', () => {
  const { normal } = drawsOf('chains');
  const independent = Array.from({ length: 4 }, () => Array.from({ length: 1000 }, normal));
  const good = convergenceOf(independent);
  expect(good.rHat).toBeLessThan(1.01);
  expect(good.effectiveDraws).toBeGreaterThan(3000);
  const apart = independent.map((chain, i) => chain.map((value) => value + i / 2));
  expect(convergenceOf(apart).rHat).toBeGreaterThan(1.1);
  // Neighbours correlated by 0.9: one draw in (1 + 0.9) / (1 - 0.9) = 19 counts.
  const creeping = independent.map((chain) => {
    let at = 0;
    return chain.map((value) => (at = 0.9 * at + Math.sqrt(1 - 0.81) * value));
  });
  expect(convergenceOf(creeping).effectiveDraws).toBeGreaterThan(4000 / 19 / 1.6);
  expect(convergenceOf(creeping).effectiveDraws).toBeLessThan((4000 / 19) * 1.6);
});

test('of synthetic truths the interval holds nine in ten', () => {
  const truths = Math.min(200, runs(30));
  const asked = [design(4, 2, 2), design(1, 1, 6)];
  const options = { seed: 'truths', chains: 2, draws: 400, every: 5 };
  const { covered } = coverageOf(EVIDENCE, asked, truths, options);
  for (const count of covered) {
    // Four standard deviations of a binomial number with this chance.
    expect(Math.abs(count - 0.9 * truths)).toBeLessThan(4 * Math.sqrt(truths * 0.09));
  }
});

test('a design is paid by what its rows cost', () => {
  const ratios = ratiosOf([Math.log(2), 0, 0, Math.log(3)], PARAMETERS);
  expect(powerOf(design(4, 1, 2), ratios)).toBeCloseTo(0.1 + 4 * 2 * 3 + 1 + 2, 9);
});
