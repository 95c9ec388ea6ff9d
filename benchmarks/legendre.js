/**
 * Prints the tables of docs/legendre.md: time and accuracy of the two matrix exponentials, least stable windows.
 * Run after a build: npm run build && node benchmarks/legendre.js
 */
import { augmentedMatrix, mathjsExponential } from '../dist/legendre/discretise.js';
import { matrixExponential } from '../dist/legendre/matrix-exponential.js';
import { leastStableTheta } from '../dist/legendre/stability.js';

/** Greatest |B - (I - A) e_0| of the discretised pair, 0 in exact arithmetic. */
function residual(exponential, order) {
  let worst = 0;
  for (let i = 0; i < order; i++) {
    const A = exponential[i * (order + 1)];
    const B = exponential[i * (order + 1) + order];
    worst = Math.max(worst, Math.abs(B - ((i === 0 ? 1 : 0) - A)));
  }
  return worst;
}

async function measure(exponential, order, theta) {
  const start = performance.now();
  const result = await exponential(augmentedMatrix(order, theta), order + 1);
  return { result, milliseconds: performance.now() - start, residual: residual(result, order) };
}

await mathjsExponential(augmentedMatrix(2, 2), 3); // the import is not part of the figures
console.log('| order | theta | mathjs ms | residual | own ms | residual | greatest difference |');
console.log('|---|---|---|---|---|---|---|');
for (const order of [8, 16, 32, 64, 128, 256]) {
  for (const theta of [1, order]) {
    const mathjs = await measure(mathjsExponential, order, theta);
    const own = await measure(matrixExponential, order, theta);
    const difference = own.result.reduce((d, entry, k) => Math.max(d, Math.abs(entry - mathjs.result[k])), 0);
    const cells = [mathjs, own].flatMap((m) => [m.milliseconds.toFixed(0), m.residual.toExponential(0)]);
    console.log(`| ${[order, theta, ...cells, difference.toExponential(0)].join(' | ')} |`);
  }
}
console.log('\n| order | least stable theta, frames |\n|---|---|');
for (let order = 2; order <= 12; order++) console.log(`| ${order} | ${leastStableTheta(order).toFixed(3)} |`);
for (const order of [16, 32, 64, 128, 256])
  console.log(`| ${order} | ${leastStableTheta(order).toFixed(1)} |`);
