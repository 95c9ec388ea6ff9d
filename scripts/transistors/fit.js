/** Coefficients of each formula: least squares of relative errors over the grid, and what the holdout says of them. */
import { lusolve, multiply, transpose } from 'mathjs';
import { FORMULA_NAMES, formulaOf, sizesOfParts } from '../../dist/hardware/transistor-terms.js';

/** Errors of smaller modules are compared with this many transistors: nobody minds 20 % of 50. */
const LEAST = 1000;

const round = (value, digits) => Number(value.toFixed(digits));

/**
 * @param syntheses points with `transistors`
 * @returns for each formula `{ perPart, points, rmsError_percent, worstError_percent, holdoutWorstError_percent }`
 */
export function fit(syntheses) {
  return Object.fromEntries(
    FORMULA_NAMES.map((name) => {
      const mine = syntheses.filter((point) => formulaOf(point) === name);
      const scale = ({ transistors }) => Math.max(transistors, LEAST);
      const training = mine.filter(({ split }) => split === 'fit');
      const rows = training.map((point) => sizesOfParts(point).map((size) => size / scale(point)));
      const targets = training.map((point) => [point.transistors / scale(point)]);
      const perPart = leastSquares(rows, targets).map((value) => round(value, 2));
      const errors = (points) =>
        points.map(
          (point) =>
            (100 *
              (sizesOfParts(point).reduce((sum, size, part) => sum + size * perPart[part], 0) -
                point.transistors)) /
            scale(point),
        );
      const worst = (list) => round(Math.max(...list.map(Math.abs)), 1);
      const trained = errors(training);
      const meanSquare = trained.reduce((sum, error) => sum + error ** 2, 0) / trained.length;
      return [
        name,
        {
          perPart,
          points: training.length,
          rmsError_percent: round(Math.sqrt(meanSquare), 1),
          worstError_percent: worst(trained),
          holdoutWorstError_percent: worst(errors(mine.filter(({ split }) => split === 'holdout'))),
        },
      ];
    }),
  );
}

/** Least squares without negative coefficients: a part that would get one gets 0, since no part takes transistors away. */
function leastSquares(rows, targets) {
  let kept = rows[0].map((_, part) => part);
  for (;;) {
    const reduced = rows.map((row) => kept.map((part) => row[part]));
    const across = transpose(reduced);
    const solution = lusolve(multiply(across, reduced), multiply(across, targets)).map(([value]) => value);
    const least = Math.min(...solution);
    if (least >= 0) return rows[0].map((_, part) => solution[kept.indexOf(part)] ?? 0);
    kept = kept.filter((_, index) => solution[index] !== least);
  }
}
