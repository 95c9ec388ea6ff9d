// Accuracy against bits and power. The network is requantised after training: nothing is trained again. The clips are synthetic
// speech and few (eleven); they are in a checkout of lmusim and not in the package.
// node accuracy-and-bits.mjs [FIGURE.svg]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figureData, figureSvg, sweep, sweepFigure } from 'lmusim';
import { loadSweep } from 'lmusim/node';

const { definition, inputs } = loadSweep(fileURLToPath(new URL('accuracy-and-bits.yaml', import.meta.url)));
const { summary, records } = await sweep(definition, inputs);
/** With where 90 % of the calibrated table's draws put it. */
const power = ({ power_uW, power_uW_p5: p5, power_uW_p95: p95 }) =>
  `${power_uW.toFixed(3)} uW (5-95 %: ${p5.toFixed(2)} to ${p95.toFixed(2)})`;

const clips = inputs.recordings.length;
for (const { values, results } of summary.front) {
  const { weightBits, stateBits, activationBits } = values;
  const right = Math.round(results.accuracy * clips);
  console.log(
    `weights ${weightBits}, states ${stateBits}, activations ${activationBits} bits: ${right} of ${clips} clips, ${power(results)}`,
  );
}

const [, , file] = process.argv;
if (file !== undefined) {
  const wish = { kind: 'scatter', x: 'power_uW', y: 'accuracy', colour: 'weightBits' };
  const data = figureData(records, summary, wish);
  writeFileSync(file, await figureSvg(sweepFigure(data)));
}
