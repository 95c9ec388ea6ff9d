// The model curve of the paper's figure 3: power against clock of the least resources that are as busy as paper-22nm.
// node figure-3.mjs [FIGURE.svg]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figureData, figureSvg, sweep, sweepFigure } from 'lmusim';
import { loadSweep } from 'lmusim/node';

const { definition, inputs } = loadSweep(fileURLToPath(new URL('figure-3.yaml', import.meta.url)));
const { summary, records } = await sweep(definition, inputs);
/** With where 90 % of the calibrated table's draws put it. */
const power = ({ power_uW, power_uW_p5: p5, power_uW_p95: p95 }) =>
  `${power_uW.toFixed(3)} uW (5-95 %: ${p5.toFixed(2)} to ${p95.toFixed(2)})`;

for (const { values, results, chosen } of records) {
  console.log(
    `${values.clock_kHz} kHz: ${power(results)}, ${chosen.lanes} lanes, P ${chosen.outputsPerCycle}`,
  );
}
console.log(`least: ${power(summary.best.results)} at ${summary.best.values.clock_kHz} kHz`);

const [, , file] = process.argv;
if (file !== undefined) {
  const wish = { kind: 'line', x: 'clock_kHz', y: 'power_uW' };
  const data = figureData(records, summary, wish);
  writeFileSync(file, await figureSvg(sweepFigure(data)));
}
