import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

test('at most ten packages are needed at run time', () => {
  const needed = Object.keys(lock.packages['']!.dependencies!);
  expect(needed).toContain('yargs');
  expect(needed.length).toBeLessThanOrEqual(10);
});

test('no package that is installed runs a script of its own, neither for users nor for developers', () => {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  expect(packages.length).toBeGreaterThan(30);
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});
