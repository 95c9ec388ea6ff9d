import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Specs of src/ and test/, but this one. */
function specs(): string[] {
  return ['src', 'test'].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.test(ing)?\.ts$/.test(file) && !file.endsWith('docs/rules.test.ts'))
      .map((file) => readFileSync(`${root}/${file}`, 'utf8')),
  );
}

/** `T3 to T5` names T4 too. */
function named(texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [rule] of text.matchAll(/\b[A-Z]\d+\b/g)) found.add(rule);
    for (const [, letter, from, to] of text.matchAll(/\b([A-Z])(\d+) to \1(\d+)\b/g)) {
      for (let rule = Number(from); rule <= Number(to); rule++) found.add(`${letter!}${rule}`);
    }
  }
  return found;
}

test('every rule of the contract is named by a spec', () => {
  const contract = readFileSync('docs/accelerator.md', 'utf8');
  const rules = [...contract.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(([, rule]) => rule!);
  expect(rules.length).toBeGreaterThan(50);
  const tested = named(specs());
  expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
});
