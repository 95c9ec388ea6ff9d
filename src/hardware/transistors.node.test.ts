/** Formulas against syntheses that no coefficient comes from (docs/transistors.md); `npm run transistors` measures. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RtlModule } from './rtl-modules.js';
import { clockGates, flipFlops, logicTransistors } from './transistors.js';

interface Measurement {
  readonly transistors: number;
  readonly flipFlops: number;
  readonly clockGates: number;
}

const { measured, tiles } = JSON.parse(
  readFileSync(new URL('../../test/data/transistors.json', import.meta.url), 'utf8'),
) as {
  readonly measured: Readonly<Record<string, Measurement>>;
  readonly tiles: readonly {
    readonly name: string;
    readonly units: Readonly<Record<string, readonly string[]>>;
    readonly flat: string;
  }[];
};

/** A module and its parameters from `module NAME=VALUE ...`. */
function moduleOf(key: string): RtlModule {
  const [module, ...parameters] = key.split(' ');
  return {
    module,
    parameters: Object.fromEntries(
      parameters.map((each) => {
        const [name, value] = each.split('=');
        return [name!, Number(value)];
      }),
    ),
  } as RtlModule;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const synthesised = (keys: readonly string[]): number => sum(keys.map((key) => measured[key]!.transistors));
const byFormula = (keys: readonly string[]): number =>
  sum(keys.map((key) => logicTransistors(moduleOf(key))));

describe.each(tiles)('$name', ({ units, flat }) => {
  test.each(Object.entries(units).filter(([, keys]) => synthesised(keys) > 1000))(
    'the formula of %s is within 10 % of its synthesis',
    (_, keys) => {
      expect(Math.abs(byFormula(keys) / synthesised(keys) - 1)).toBeLessThan(0.1);
    },
  );

  const all = Object.values(units).flat();

  test('the sum of all formulas is within 10 % of the sum of all syntheses', () => {
    expect(Math.abs(byFormula(all) / synthesised(all) - 1)).toBeLessThan(0.1);
  });

  test('the tile synthesised at once has the same clock gates, and at most a fifth fewer transistors', () => {
    const whole = measured[flat]!;
    expect(sum(all.map((key) => measured[key]!.clockGates))).toBe(whole.clockGates);
    // Flat synthesis cuts addresses of 16 bits to the sizes of memories, and with them counters and parts of instructions.
    const saved = 1 - whole.transistors / synthesised(all);
    expect(saved).toBeGreaterThan(0);
    expect(saved).toBeLessThan(0.2);
  });
});

test('flip-flops and clock gates are counted exactly', () => {
  for (const [key, { flipFlops: bits, clockGates: gates }] of Object.entries(measured)) {
    if (key.startsWith('tile ')) continue;
    expect({ key, bits: flipFlops(moduleOf(key)), gates: clockGates(moduleOf(key)) }).toEqual({
      key,
      bits,
      gates,
    });
  }
});
