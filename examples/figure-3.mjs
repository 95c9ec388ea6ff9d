// The model curve of the paper's figure 3: power against clock of the least resources that are as busy as paper-22nm.
// node figure-3.mjs [FIGURE.svg]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figureData, figureSvg, sweep, sweepFigure } from 'lmusim';
import { loadSweep } from 'lmusim/node';

const { definition, inputs } = loadSweep(fileURLToPath(new URL('figure-3.yaml', import.meta.url)));
const { summary, records } = await sweep(definition, inputs);
for (const { values, results, chosen } of records) {
  console.log(
    `${values.clock_kHz} kHz: ${results.power_uW.toFixed(3)} uW, ${chosen.lanes} lanes, P ${chosen.outputsPerCycle}`,
  );
}
console.log(`least: ${summary.best.results.power_uW.toFixed(3)} uW at ${summary.best.values.clock_kHz} kHz`);

const [, , file] = process.argv;
if (file !== undefined) {
  const wish = { kind: 'line', x: 'clock_kHz', y: 'power_uW' };
  const data = figureData(records, summary.axes, summary.objectives, wish);
  writeFileSync(file, await figureSvg(sweepFigure(data)));
}
