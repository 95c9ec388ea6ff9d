// The best design for a network under a power budget: the fastest of those that stay within it, and what speed costs.
// node best-under-budget.mjs [FIGURE.svg]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { figureData, figureSvg, sweep, sweepFigure } from 'lmusim';
import { loadSweep } from 'lmusim/node';

const { definition, inputs } = loadSweep(fileURLToPath(new URL('best-under-budget.yaml', import.meta.url)));
const { summary, records } = await sweep(definition, inputs);
/** With where 90 % of the calibrated table's draws put it. */
const power = ({ power_uW, power_uW_p5: p5, power_uW_p95: p95 }) =>
  `${power_uW.toFixed(3)} uW (5-95 %: ${p5.toFixed(2)} to ${p95.toFixed(2)})`;

const { points, best, front } = summary;
console.log(
  `${points.total} designs, ${points.ok} within the budget and in real time, ${front.length} on the front`,
);
const text = ({ values, results }) =>
  `${values.lanes} lanes, ${values.gating}, ${values.clock_kHz} kHz: ${results.latency_ms.toFixed(1)} ms, ${power(results)}`;
console.log(`fastest: ${text(best)}`);
console.log(`least power: ${text(front.at(-1))}`);

const [, , file] = process.argv;
if (file !== undefined) {
  const wish = { kind: 'scatter', x: 'latency_ms', y: 'power_uW', colour: 'lanes' };
  const data = figureData(records, summary, wish);
  writeFileSync(file, await figureSvg(sweepFigure(data)));
}
