import { z } from 'zod';
import { energySection, type LoadUnitMath } from '../../energy/index.js';
import {
  InputError,
  checkSchema,
  didYouMean,
  parseYaml,
  refuseIfAny,
  type Problem,
} from '../../problems/index.js';

const text = z.string().min(1).max(2000);
const power = z.number().min(1e-6).max(1e9);
const spread = z.number().min(1e-4).max(5);
const choices = z.array(z.int().min(1).max(4096)).min(1).max(100);

const machine = {
  name: text.describe('what reports call it'),
  network: text.describe("shipped name, or path from the file's folder"),
  hardware: text.describe("shipped name, or path from the file's folder"),
  set: z.array(text).max(100).default([]).describe('values that take the place of the hardware file’s'),
};

const fileSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema for editors; ignored'),
  name: z.string().min(1).max(60).describe('name in results and in the calibrated table'),
  about: z.string().max(2000).default('').describe('what the figures are, and of what'),
  table: text.describe('the energy table to start from: shipped name, or path'),
  priors: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'rows that take the place of the table’s, by group and item, as under energy in a hardware file',
    ),
  powers: z
    .array(
      z.strictObject({
        ...machine,
        power_uW: power,
        spread_lnSigma: spread.describe('standard deviation of ln(power): how closely the fit follows it'),
        source: text.describe('who states the power, and how it was obtained'),
      }),
    )
    .min(1)
    .max(100)
    .describe('powers that are known of whole accelerators'),
  shape: z
    .strictObject({
      name: text,
      like: text.describe('the power whose network, base hardware and busy part of the frame the curve has'),
      family: z
        .strictObject({
          tiles: choices.exactOptional(),
          lanes: choices.exactOptional(),
          legendreLanes: choices.exactOptional(),
          outputsPerCycle: choices.exactOptional(),
        })
        .default({})
        .describe('resources of which each clock takes the least, as for lmusim size'),
      binsPerOctave: z.int().min(1).max(100).default(3),
      spread_lnSigma: spread.describe('standard deviation of ln(power) of a bin'),
      source: text,
      points: z
        .array(
          z.strictObject({
            clock_kHz: z.number().min(1).max(2_000_000),
            power_uW: power,
            transistors_millions: z.number().min(0).exactOptional(),
          }),
        )
        .min(2)
        .max(1000),
    })
    .optional()
    .describe('a curve of power by clock of which only the shape counts'),
  predictions: z
    .array(z.strictObject(machine))
    .max(100)
    .default([])
    .describe('designs that take no part in the fit'),
});

/** What a table is calibrated to, as the file has it: names and paths, not what they lead to. */
export type CalibrationFile = Omit<z.output<typeof fileSchema>, '$schema'>;

/** JSON Schema of a calibration target for editors. */
export function targetJsonSchema(): unknown {
  return { ...z.toJSONSchema(fileSchema, { io: 'input' }), title: 'lmusim calibration target' };
}

/**
 * Reads what a table is calibrated to from YAML text.
 *
 * @param file name for messages
 * @param unitMath gives mathjs, for quantities among the priors
 * @throws InputError with all problems, each with its line and column
 */
export function parseTarget(content: string, file?: string, unitMath?: LoadUnitMath): CalibrationFile {
  const { yaml, problems } = parseYaml(content, file, 'target');
  if (yaml === undefined) throw new InputError(problems);
  const checked = checkSchema(fileSchema, yaml.value, 'target');
  const section = energySection(unitMath)(priorsOf(yaml.value));
  refuseIfAny(
    [...checked.problems, ...section.problems.map(underPriors), ...contradictions(checked.value)].map(
      yaml.locate,
    ),
  );
  const { $schema: _schema, ...value } = checked.value!;
  return { ...value, priors: section.value as CalibrationFile['priors'] };
}

const priorsOf = (given: unknown): unknown =>
  (typeof given === 'object' && given !== null && 'priors' in given ? given.priors : undefined) ?? {};

/** The section is checked as that of a hardware file, where it is called `energy`. */
const underPriors = (problem: Problem): Problem => ({
  ...problem,
  path: problem.path.replace(/^energy/, 'priors'),
});

function contradictions(file: z.output<typeof fileSchema> | undefined): Problem[] {
  if (file === undefined) return [];
  const names = file.powers.map(({ name }) => name);
  const problems = names.flatMap((name, index): Problem[] =>
    names.indexOf(name) === index
      ? []
      : [
          {
            code: 'target.repeated-name',
            path: `powers[${index}].name`,
            message: `the same as powers[${names.indexOf(name)}].name`,
            expected: 'another name',
            received: `'${name}'`,
          },
        ],
  );
  if (file.shape !== undefined && !names.includes(file.shape.like)) {
    problems.push({
      code: 'target.like',
      path: 'shape.like',
      message: 'not the name of one of the powers',
      received: `'${file.shape.like}'`,
      hint: didYouMean(file.shape.like, names),
    });
  }
  return problems;
}
