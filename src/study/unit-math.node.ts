import { createRequire } from 'node:module';
import type { UnitMath } from '../energy/index.js';

const require = createRequire(import.meta.url);

/**
 * mathjs, for quantities such as `value: 0.045 pJ` in users' files. It takes half a second and more to load, so it comes
 * with the first quantity and not with the program; `require` because reading a file is synchronous.
 */
export function unitMath(): UnitMath {
  return require('mathjs') as UnitMath;
}
