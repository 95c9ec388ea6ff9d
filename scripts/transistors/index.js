/**
 * `npm run transistors`: synthesises what test/data/transistors.json lacks, fits, and writes
 * src/hardware/transistor-coefficients.ts. An interrupted run goes on where it stopped.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { configurations, tileRecords } from './configurations.js';
import { fit } from './fit.js';
import { keyOf, synthesiseMissing } from './syntheses.js';
import { points } from './points.js';

const DATA = 'test/data/transistors.json';
const COEFFICIENTS = 'src/hardware/transistor-coefficients.ts';

const tool = execFileSync('yosys', ['-V'], { encoding: 'utf8' }).trim();
const wanted = points();
const { syntheses } = await synthesiseMissing(DATA, tool, [...wanted, ...configurations()], tileRecords());
const unseen = configurations()
  .filter(({ module }) => module !== 'tile')
  .map((each) => ({ ...each, split: 'holdout' }));
const coefficients = fit(
  [...wanted, ...unseen].map((point) => ({ ...point, ...syntheses[keyOf(point.module, point.parameters)] })),
);
const text = `import type { FormulaName } from './transistor-terms.js';

/** What synthesis says of one formula; errors are of all logic of a module. */
export interface Coefficients {
  /** Transistors of one of each part of transistor-terms.ts, in that order. */
  readonly perPart: readonly number[];
  /** Syntheses that the coefficients come from. */
  readonly points: number;
  readonly rmsError_percent: number;
  readonly worstError_percent: number;
  /** Of parameters that the fit did not see: random ones, and those of whole tiles. */
  readonly holdoutWorstError_percent: number;
}

/** Written by \`npm run transistors\` from syntheses with ${tool}; do not edit. */
export const COEFFICIENTS: Readonly<Record<FormulaName, Coefficients>> = ${JSON.stringify(coefficients)};
`;
writeFileSync(
  COEFFICIENTS,
  await format(text, { ...(await resolveConfig(COEFFICIENTS)), parser: 'typescript' }),
);
