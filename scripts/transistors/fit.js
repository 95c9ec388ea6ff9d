/** Coefficients of each formula: least squares of relative errors over the grid, and what the holdout says of them. */
import { lusolve, multiply, transpose } from 'mathjs';
import { FORMULA_NAMES, formulaOf, sizesOfParts } from '../../dist/hardware/transistor-terms.js';

/** Errors of smaller modules are compared with this many transistors: nobody minds 20 % of 50. */
const LEAST = 1000;

const round = (value, digits) => Number(value.toFixed(digits));

/**
 * @param measured points with `transistors`
 * @returns for each formula `{ perPart, points, rmsError_percent, worstError_percent, holdoutWorstError_percent }`
 */
export function fit(measured) {
  return Object.fromEntries(
    FORMULA_NAMES.map((name) => {
      const mine = measured.filter((point) => formulaOf(point) === name);
      const scale = ({ transistors }) => Math.max(transistors, LEAST);
      const training = mine.filter(({ split }) => split === 'fit');
      const rows = training.map((point) => sizesOfParts(point).map((size) => size / scale(point)));
      const targets = training.map((point) => [point.transistors / scale(point)]);
      const across = transpose(rows);
      const solution = lusolve(multiply(across, rows), multiply(across, targets));
      const perPart = solution.map(([value]) => round(value, 2));
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
