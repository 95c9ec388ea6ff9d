import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => {
  /** The package as a user has it: packed, installed in an empty folder, and slow. */
  const installed = mode === 'installed';
  /** The RTL beside the simulator: needs Verilator, Icarus and yosys, and minutes. */
  const rtl = mode === 'rtl';
  /** Sweeps that are killed, and those of a cluster: needs Slurm and munge, root, and minutes. */
  const sweep = mode === 'sweep';
  const factor = process.env['LMUSIM_RUNS'] ?? (mode === 'verify' ? '100' : '1');
  const reporters = ['default', ...(process.env['GITHUB_ACTIONS'] === undefined ? [] : ['github-actions'])];
  return {
    test: {
      include: installed
        ? ['test/installed/*.test.ts']
        : rtl
          ? ['test/rtl/*.test.ts']
          : sweep
            ? ['test/sweep/*.test.ts']
            : ['src/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [
        ...(installed ? [] : ['test/installed/**']),
        ...(rtl || mode === 'verify' ? [] : ['test/rtl/**']),
        ...(sweep ? [] : ['test/sweep/**']),
      ],
      globalSetup: installed ? ['test/installed/pack.ts'] : sweep ? ['test/cli/build-command.ts'] : [],
      // Vitest leaves one core to itself, which on two cores is half of the machine.
      maxWorkers: availableParallelism(),
      // Specs share a worker's modules: to load them anew for each file takes a third of the processor's time. A spec that
      // changes something of the process, such as its folder, puts it back.
      isolate: installed || rtl || sweep,
      setupFiles: ['test/support/property-tests.ts'],
      env: { LMUSIM_RUNS: factor },
      testTimeout: installed || sweep ? 300_000 : 20_000 * Number(factor),
      hookTimeout: installed || sweep ? 300_000 : 10_000,
      // .ci/run counts the tests in the JSON file.
      reporters: process.env['CI'] === undefined ? reporters : [...reporters, 'json'],
      outputFile: { json: `reports/${installed || rtl || sweep ? mode : 'vitest'}.json` },
      coverage: {
        provider: 'v8',
        include: ['src/**/*.ts'],
        exclude: ['src/**/*.test.ts', 'src/**/*.testing.ts', 'src/**/index.ts'],
        reporter: ['text-summary', 'html'],
      },
    },
  };
});
