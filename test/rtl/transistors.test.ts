/** Stored syntheses against fresh ones, so that neither sources nor tool can drift away from them (docs/transistors.md). */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { without } from './rtl-run.js';

const SEED = process.env['LMUSIM_RTL_SEED'] ?? String(Math.floor(Math.random() * 1e9));

test.skipIf(without('yosys'))(
  `a stored synthesis of each of eight modules, made anew (seed ${SEED})`,
  () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['scripts/transistors/again.js', SEED, '8'],
      { encoding: 'utf8' },
    );
    expect(stdout.trim().split('\n'), stderr).toHaveLength(8);
    expect({ status, stdout }).toEqual({ status: 0, stdout });
  },
  600_000,
);
