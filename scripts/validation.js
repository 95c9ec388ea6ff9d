/**
 * Writes docs/validation.md and its figures: the calibrated table held to the paper, and what nothing was fitted to. Everything
 * is computed anew. npm run validation
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { parse } from 'yaml';
import { calibrate, comparePlatforms, summariseHardware } from '../dist/index.js';
import { DEFAULT_TABLE, loadHardware, loadNetwork, loadTable, loadTarget } from '../dist/index.node.js';
import { figureSvg } from '../dist/report/figures/index.js';
import { CORTEX_M4F_CORES, PAPER_ACCELERATOR, PAPER_CORTEX_M4F } from '../dist/study/index.js';
import { grouped, significant } from '../dist/report/index.js';
import { byUnit, figure3, platforms, predicted } from './validation/figures.js';
import { predictions } from './validation/predictions.js';

const FOLDER = 'docs/validation';
const [lmu2, kws] = ['lmu-2-shape', 'kws-bootstrap'].map((name) => loadNetwork(name));
const table = loadTable(DEFAULT_TABLE);
const hardware = loadHardware('paper-22nm');
const { result: fit } = calibrate({ target: loadTarget('blouw-2021') });
const { dense, rows } = predictions(lmu2, kws, table);
const compared = comparePlatforms(lmu2, dense.run);
const transistors = summariseHardware(hardware).transistors.total;
const digitised = parse(readFileSync('targets/blouw-2021.yaml', 'utf8')).shape.points;

const row = (...cells) => `| ${cells.join(' | ')} |`;
const uW = (value) => significant(value);
const range = ([low, high]) => `${significant(low, 3)} to ${significant(high, 3)}`;
const percent = (fraction) => {
  const text = (100 * fraction).toFixed(1);
  return Number(text) === 0 ? '0.0 %' : `${fraction < 0 ? '' : '+'}${text} %`;
};
const off = (ours, theirs) => percent(ours / theirs - 1);

mkdirSync(FOLDER, { recursive: true });
for (const [name, figure] of Object.entries({
  'figure-3': figure3(fit.shape, digitised),
  'by-unit': byUnit(dense.run),
  platforms: platforms(compared.platforms),
  predictions: predicted(rows),
})) {
  writeFileSync(`${FOLDER}/${name}.svg`, await figureSvg(figure));
}

const ours = dense.power_uW;
const cyclesOfPaper = Math.round(13.38 * PAPER_ACCELERATOR.clock_kHz);
const latencyOfPaper = Math.round(39.59 * PAPER_ACCELERATOR.clock_kHz);
const [plain, simd] = compared.microcontroller;
const measured = PAPER_CORTEX_M4F.perSecond_Mcycles;
const [in40, in22] = CORTEX_M4F_CORES.map(({ perMHz_uW }) => measured * perMHz_uW);
const ratio = (power) => `${significant(power / PAPER_ACCELERATOR.power_uW, 3)}x`;
const { shape, controls, calibration } = fit;
const [flat, withoutLanes] = controls;
const near = shape.minimum.within2percent_kHz;

const below = compared.platforms
  .filter(({ sameNetwork, power_uW }) => !sameNetwork && power_uW !== null && power_uW[1] < ours)
  .map(({ name, power_uW }) => `${name} (${power_uW[1]} uW)`)
  .join(', ');
const syntiant = (name) =>
  compared.platforms.find((platform) => platform.name === `Syntiant NDP10x, ${name}`);
const [syntiantPower, syntiantEnergy] = ['power', 'energy'].map((name) => syntiant(name).power_uW[0]);
const [lp, fdx] = CORTEX_M4F_CORES.map(({ perMHz_uW }) => perMHz_uW);

const text = `# Validation

Written by \`npm run validation\`; do not edit. What the default table, \`${table.name}\`, gives beside what the paper says
(Blouw et al., arXiv 2009.04465v3). The paper's accelerator is a model of its authors, not silicon; so is this one. Words:
_calibrated_ figures were fitted (docs/calibration.md), _predicted_ ones were not, nothing here was measured by us.

## The design point

${row('', 'the paper', 'lmu-2-shape on paper-22nm', 'difference', 'how')}
| --- | --- | --- | --- | --- |
${row('power, uW', PAPER_ACCELERATOR.power_uW, `${uW(ours)} (5-95 %: ${range(dense.interval)})`, off(ours, PAPER_ACCELERATOR.power_uW), 'calibrated to it: no evidence')}
${row('cycles a frame', grouped(cyclesOfPaper), grouped(dense.run.cycles.perFrame), off(dense.run.cycles.perFrame, cyclesOfPaper), 'simulated; the shape was chosen near it')}
${row('cycles of latency', grouped(latencyOfPaper), grouped(dense.run.cycles.latency), off(dense.run.cycles.latency, latencyOfPaper), 'simulated; the shape was chosen near it')}
${row('transistors', grouped(PAPER_ACCELERATOR.transistors), grouped(transistors), off(transistors, PAPER_ACCELERATOR.transistors), 'from synthesis, not fitted: docs/transistors.md')}

**What does not fit: the transistors.** The paper has ${significant(PAPER_ACCELERATOR.transistors / transistors, 2)} times as many. It does not say what its count holds;
[transistors.md](transistors.md) has the candidates. Nothing was tuned towards it.

![Power of the design point by unit, with intervals](validation/by-unit.svg)

## Figure 3

At each clock the least resources whose work is at most ${(100 * shape.busyAtMost).toFixed(1)} % of a frame, as busy as the design
point; power averaged over bins of a third of an octave, in logarithms; one common factor removed.

![Power by clock: digitised points of the paper and the calibrated model](validation/figure-3.svg)

${row('clock, kHz', 'the paper, uW', 'model x common factor, uW', '5-95 %', 'difference')}
| --- | --- | --- | --- | --- |
${shape.bins.map(({ from_kHz, to_kHz, data_uW, model_uW, model_uW_p5_p95 }) => row(from_kHz === to_kHz ? from_kHz : `${from_kHz} to ${to_kHz}`, uW(data_uW), uW(model_uW), range(model_uW_p5_p95), off(model_uW, data_uW))).join('\n')}

${row('', 'asked', 'found')}
| --- | --- | --- |
${row('rms of the bins', 'at most 5 %', `${(100 * shape.rms_ln).toFixed(1)} %`)}
${row('clocks within 2 % of the minimum', 'some of 90 to 200 kHz', `${near.join(', ')} kHz, minimum at ${shape.minimum.clock_kHz} kHz`)}
${row('990 kHz over the minimum', 'at least 1.4', significant(shape.minimum.highest_ratio, 3))}
${row('83 kHz over the minimum', 'at least 1.05', significant(shape.minimum.lowest_ratio, 3))}
${row('infeasible clocks', 'listed', shape.infeasible_kHz.length === 0 ? 'none' : `${shape.infeasible_kHz.join(', ')} kHz`)}

**The common factor is ${significant(shape.commonFactor, 4)}**: the paper's figure lies that much above the model that meets its text. About
${significant(9.34 / PAPER_ACCELERATOR.power_uW, 3)} of it is the paper's own: its figure has no point below 9.34 uW, its text says
${PAPER_ACCELERATOR.power_uW}. The rest is the rule: the least resources at a clock take less power than \`paper-22nm\`, which is not the least.

**Negative controls.** ${sentence(flat)}. ${sentence(withoutLanes)}: the curve can be followed without a static power per lane, but
less well.

**What it cannot show.** The colour scale gives the clock to about 20 kHz only, and the paper does not say which design stands
behind a point. Our stairs come from lanes in whole numbers; the paper's may come from something else.

## The paper's comparisons, from its data

${row('claim', 'computed', 'the paper says')}
| --- | --- | --- |
${row('Cortex-M4F, 40 nm LP', `${significant(measured)} Mcycle/s x ${lp} uW/MHz = ${significant(in40)} uW, ${ratio(in40)}`, '212 uW, 24x')}
${row('Cortex-M4F, 22 nm FDX', `${significant(measured)} Mcycle/s x ${fdx} uW/MHz = ${significant(in22)} uW, ${ratio(in22)}`, '119 uW, 14x')}
${row('Syntiant NDP10x, power', `${syntiantPower} uW, ${ratio(syntiantPower)}`, '16x')}
${row('Syntiant NDP10x, energy', `${syntiant('energy').energyPerInference_nJ / 1000} uJ x 50/s = ${syntiantEnergy} uW, ${ratio(syntiantEnergy)}`, '19x')}

The cycles of a Cortex-M4F were modelled apart from that measurement ([platforms.md](platforms.md)): ${significant(plain.perSecond_Mcycles)} Mcycle/s in
plain C (${off(plain.perSecond_Mcycles, measured)}), ${significant(simd.perSecond_Mcycles)} with SIMD by hand (${off(simd.perSecond_Mcycles, measured)}).

## Predictions

Nothing was fitted to what is called predicted. Intervals are those of the posterior (5-95 %): they hold what is not known of the table's rows, not
what is not known of shapes, of the paper's layers or of silicon.

![Predictions with intervals](validation/predictions.svg)

${row('design', 'power, uW', '5-95 %', 'clock, kHz', 'cycles a frame', 'what')}
| --- | --- | --- | --- | --- | --- |
${rows.map(({ name, power_uW, interval, clock_kHz, perFrame_cycles, kind, note }) => row(name, uW(power_uW), range(interval), clock_kHz ?? '', perFrame_cycles === undefined ? '' : grouped(perFrame_cycles), `${kind}: ${note}`)).join('\n')}

**LMU-1 rests on assumptions.** The paper states its size, ${grouped(1683)} kbit of 8-bit weights, and neither layers nor hardware.
Ours has the layers of LMU-2 with more memories and units (scripts/validation/lmu-1-shape.js) and random weights, three tiles at the same
clock, lanes up to 256, 4 or 8 results a cycle, and of these the fewest transistors that work for no greater part of a frame than the design
point. Rows of 4-bit weights are taken to 8 bits by the table's rules of width. None of this is in the interval.

For LMU-3 and LMU-4 the dense row is what this accelerator takes: it stores and multiplies zeros. The bound takes everything of
the MAC array and of the weight SRAM (events, clocks, lanes, leakage) in proportion to the weights that are not zero, and
adds nothing for finding them; no real design gets there.

## Published chips

![Power of platforms](validation/platforms.svg)

Lines are ranges that sources state, and our 5-95 % interval, which is narrower than its point: this power was fitted.

${row('chip', 'power, uW', 'nm', 'task', 'what the figure covers', 'source')}
| --- | --- | --- | --- | --- | --- |
${compared.platforms
  .filter(({ sameNetwork }) => !sameNetwork)
  .map(({ name, power_uW, energyPerInference_nJ, node_nm, task, accuracy_percent, scope, source }) =>
    row(
      name,
      power_uW === null ? `(${energyPerInference_nJ} nJ a decision)` : [...new Set(power_uW)].join(' to '),
      node_nm ?? '',
      accuracy_percent === null ? task : `${task}, ${accuracy_percent} %`,
      scope,
      source,
    ),
  )
  .join('\n')}

None of them took part in the calibration. **Comparable** is the order of magnitude: the model's ${uW(ours)} uW (5-95 %: ${range(dense.interval)}) lie among the figures of
dedicated keyword spotters of the last years (Vocell, UltraTrail, TENet, CoMB, TsetlinKWS: 8 to 17 uW), and far below Syntiant,
Price and Zheng. **Not comparable** are the rest of the chip (microphone, conversion, MFCC are in some of them),
words, accuracy, node and voltage. Below the model lie ${below}:
Shan has one word at 0.41 V, Laika four words, UltraTrail
decides ten times a second in place of fifty, and Liu's ten words at 90.6 % are the nearest to a better figure. A decision takes
${uW(dense.run.energy.perInference_nJ)} nJ (5-95 %: ${range(dense.run.energy.perInference_nJ_p5_p95)}) here and 36 in DeltaKWS. Figures are as their authors state them, of silicon or of a layout; here nothing was measured.
`;

/** How a control did. */
function sentence({ name, rms_ln, worse_squaredSigmas }) {
  const rms = `${(100 * rms_ln).toFixed(1)} % rms instead of ${(100 * shape.rms_ln).toFixed(1)} %`;
  const worse =
    worse_squaredSigmas === undefined
      ? ''
      : `, ${significant(worse_squaredSigmas, 3)} squared sigmas worse in all`;
  return `${name[0].toUpperCase()}${name.slice(1)}: ${rms}${worse}`;
}

writeFileSync(
  'docs/validation.md',
  await format(text, { parser: 'markdown', printWidth: 130, proseWrap: 'preserve' }),
);
console.log(`${significant(calibration.power_uW)} uW, figure 3 ${(100 * shape.rms_ln).toFixed(1)} % rms`);
