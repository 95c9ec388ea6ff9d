import { z } from 'zod';
import { checkSchema, formatPath, type Problem } from '../problems/index.js';
import { tileSchema, type TileHardware } from './tile-hardware.js';

const technologySchema = z.strictObject({
  node_nm: z.number().min(1).max(250).describe('process node'),
  voltage_V: z.number().min(0.2).max(2).describe('supply voltage'),
  temperature_C: z.number().min(-55).max(150).default(25).describe('junction temperature'),
});

const energySchema = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .optional()
  .describe('rows of the energy table that this hardware states itself, by group and item (docs/energy.md)');

const frameSchema = {
  name: z.string().min(1).max(100).describe('name in results'),
  about: z.string().max(2000).default('').describe('one paragraph: what this configuration is for'),
  technology: technologySchema,
  clock_kHz: z.number().min(1).max(2_000_000).describe('clock; a whole number of Hz'),
  framePeriod_ms: z
    .number()
    .min(0.001)
    .max(10_000)
    .describe('time between frames; a whole number of microseconds'),
  maxLatency_ms: z
    .number()
    .min(0.001)
    .max(100_000)
    .describe('greatest latency of a result that counts as real time'),
  outputsPerCycle: z
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('P: results a cycle and activations in a vector word'),
  wake_cycles: z
    .int()
    .min(0)
    .max(65535)
    .default(0)
    .describe('cycles from a frame to the end of recv when asleep'),
  energy: energySchema,
};

const MOST_TILES = 64;

/** The file as it is written: `tile` holds what tiles share, `tiles` one entry a tile with what differs. */
const fileSchema = z.strictObject({
  $schema: z.string().optional().describe('JSON Schema for editors; ignored'),
  ...frameSchema,
  tile: z.record(z.string(), z.unknown()).default({}),
  tiles: z.array(z.record(z.string(), z.unknown())).min(1).max(MOST_TILES),
});

/** A complete accelerator, every default filled in: what all code takes. */
export type HardwareConfiguration = Omit<z.output<typeof fileSchema>, 'tile' | 'tiles' | '$schema'> & {
  readonly tiles: readonly TileHardware[];
};

/**
 * JSON Schema of a hardware file for editors; a tile's keys may stand under `tile` or under an entry of `tiles`.
 *
 * @param energy schema of the section `energy`, whose rows only the folder that prices them knows
 */
export function hardwareJsonSchema(energy?: unknown): unknown {
  const tile = deepPartialJsonSchema(z.toJSONSchema(tileSchema, { io: 'input' }));
  const file = z.toJSONSchema(fileSchema, { io: 'input' }) as { properties: Record<string, unknown> };
  return {
    ...file,
    title: 'lmusim hardware configuration',
    properties: {
      ...file.properties,
      ...(energy === undefined ? {} : { energy }),
      tile,
      tiles: { type: 'array', minItems: 1, maxItems: MOST_TILES, items: tile },
    },
  };
}

function deepPartialJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(deepPartialJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'required' && key !== '$schema')
      .map(([key, value]) => [key, deepPartialJsonSchema(value)]),
  );
}

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `over` on top of `under`, object by object. */
function merge(under: unknown, over: unknown): unknown {
  if (!isPlain(under) || !isPlain(over)) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(under), ...Object.keys(over)])].map((key) => [
      key,
      Object.hasOwn(over, key)
        ? Object.hasOwn(under, key)
          ? merge(under[key], over[key])
          : over[key]
        : under[key],
    ]),
  );
}

/** A configuration, or every problem of the value; paths are those of the file. */
export type ConfigurationCheck =
  | { readonly value: HardwareConfiguration; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/**
 * Reads the `energy` section, whose rows only the folder that prices them knows: `energySection` of energy. Problems have
 * their path from the file's root.
 */
export type SectionReader = (section: unknown) => {
  readonly value: unknown;
  readonly problems: readonly Problem[];
};

/**
 * Validates a parsed hardware file, fills in defaults, expands tiles. Never throws.
 *
 * @param readEnergy reads the section `energy`; without it the section is checked when the configuration is priced
 */
export function checkConfiguration(given: unknown, readEnergy?: SectionReader): ConfigurationCheck {
  const section = isPlain(given) && given['energy'] !== undefined ? readEnergy?.(given['energy']) : undefined;
  const input = section === undefined ? given : { ...(given as Plain), energy: section.value };
  const file = checkSchema(fileSchema, input, 'hardware');
  const problems: Problem[] = [...file.problems, ...(section?.problems ?? [])];
  const raw = isPlain(input) ? input : {};
  const shared = isPlain(raw['tile']) ? raw['tile'] : {};
  const entries: readonly unknown[] = Array.isArray(raw['tiles']) ? raw['tiles'] : [];
  const tiles: TileHardware[] = [];
  // Of too many tiles the first are looked at: their number is refused already.
  entries.slice(0, MOST_TILES).forEach((entry, index) => {
    if (!isPlain(entry)) return;
    const checked = checkSchema(tileSchema, merge(shared, entry), 'hardware');
    problems.push(...checked.problems.map((problem) => placed(problem, entry, index)));
    if (checked.value !== undefined) tiles.push(checked.value);
  });
  if (file.value !== undefined && tiles.length === entries.length) {
    const { tile: _shared, tiles: _entries, $schema: _schema, ...frame } = file.value;
    // Not `{ ...frame, tiles }`: that makes a new hidden class at every call, and whatever reads hardware is compiled for it again.
    const value = Object.assign(frame, { tiles });
    problems.push(
      ...crossChecks(value).map(({ tile, ...problem }) =>
        tile === undefined ? problem : placed(problem, entries[tile] as Plain, tile),
      ),
    );
    if (problems.length === 0) return { value, problems: [] };
  }
  const seen = new Set<string>();
  return {
    value: undefined,
    problems: problems.filter(({ path, code }) => {
      const fresh = !seen.has(`${path} ${code}`);
      seen.add(`${path} ${code}`);
      return fresh;
    }),
  };
}

/** Where a tile's problem stands in the file: in its own entry when that has the key, else in what tiles share. */
function placed(problem: Problem, entry: Plain, index: number): Problem {
  const keys = problem.path === '' ? [] : problem.path.split('.');
  let value: unknown = entry;
  for (const key of keys) value = isPlain(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  const prefix = value === undefined ? 'tile' : formatPath(['tiles', index]);
  return { ...problem, path: [prefix, ...keys].join('.') };
}

/** Rules that no single key can check. */
function crossChecks(hardware: HardwareConfiguration): (Problem & { tile?: number })[] {
  const problems: (Problem & { tile?: number })[] = [];
  const hertz = hardware.clock_kHz * 1000;
  if (Math.abs(hertz - Math.round(hertz)) > 1e-6) {
    problems.push({
      code: 'hardware.fraction',
      path: 'clock_kHz',
      message: 'the clock must be a whole number of Hz',
      expected: 'at most three decimals',
      received: String(hardware.clock_kHz),
    });
  }
  const microseconds = hardware.framePeriod_ms * 1000;
  if (Math.abs(microseconds - Math.round(microseconds)) > 1e-6) {
    problems.push({
      code: 'hardware.fraction',
      path: 'framePeriod_ms',
      message: 'the frame period must be a whole number of microseconds',
      expected: 'at most three decimals',
      received: String(hardware.framePeriod_ms),
    });
  }
  hardware.tiles.forEach((tile, index) => {
    const { lanes } = tile.macArray;
    if (lanes % hardware.outputsPerCycle !== 0) {
      problems.push({
        tile: index,
        code: 'hardware.lanes',
        path: 'macArray.lanes',
        message: 'lanes must be a multiple of outputsPerCycle (rule M9)',
        expected: `a multiple of ${hardware.outputsPerCycle}`,
        received: String(lanes),
      });
    }
    if (tile.legendreUnit.mode === 'scan' && tile.legendreUnit.lanes !== 1) {
      problems.push({
        tile: index,
        code: 'hardware.scan-lanes',
        path: 'legendreUnit.lanes',
        message: 'a scan unit has one lane (rule M9)',
        expected: '1',
        received: String(tile.legendreUnit.lanes),
      });
    }
    const retaining = (
      ['programSram', 'weightSram', 'biasSram', 'coefficientSram', 'stateSram', 'vectorSram'] as const
    ).filter((unit) => tile[unit].retention);
    if (retaining.length > 0 && hardware.wake_cycles < 1) {
      problems.push({
        code: 'hardware.wake',
        path: 'wake_cycles',
        message: `${retaining.join(', ')} of tile ${index} retain between frames, which needs time to wake (rule H5)`,
        expected: 'at least 1',
        received: String(hardware.wake_cycles),
      });
    }
  });
  return problems;
}
