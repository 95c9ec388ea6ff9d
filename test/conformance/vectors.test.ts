/** conformance/: small cases as data, for other simulators and RTL. `npx vitest run -u test/conformance/vectors.test.ts` writes them. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VECTOR_CASES, vectorJson } from '../rtl/vectors.js';

describe('conformance vectors', () => {
  test.each(VECTOR_CASES.map((vector) => [vector.name, vector] as const))('%s', async (name, vector) => {
    const text = vectorJson(vector);
    expect(JSON.parse(text)).toMatchObject({ schema: 'lmusim.conformance/1', name });
    await expect(text).toMatchFileSnapshot(`../../conformance/${name}.json`);
  });

  test('no other file stands there', () => {
    const files = readdirSync('conformance').filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual(VECTOR_CASES.map(({ name }) => `${name}.json`).sort());
  });
});
