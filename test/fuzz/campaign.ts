/**
 * A coverage-guided campaign against each parser, by time. Started by scripts/fuzz.js, which instruments the code:
 *
 *     npm run fuzz -- [--minutes 10] [--seed 0] [PARSER...]
 *
 * Findings are shrunk, written to test/fuzz/corpus/PARSER/ and replayed by `npm test` from then on. Exits with 1 when there
 * is one.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sha256Hex } from '../../src/hardware/index.js';
import type { Finding } from './protocol.js';
import { shrink } from './shrink.js';
import { repositoryFile } from './target.js';
import { TARGETS } from './targets/index.js';
import { Lab } from './lab.js';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
const known = TARGETS.map(({ name }) => name);
const unknown = positionals.filter((name) => !known.includes(name));
if (!(minutes > 0) || unknown.length > 0) {
  console.error(
    `usage: npm run fuzz -- [--minutes 10] [--seed 0] [PARSER...], PARSER one of ${known.join(', ')}`,
  );
  process.exit(2);
}

/** Digits are left out, so that one fault at many places in the input is one finding. */
const signature = ({ kind, what }: Finding): string => `${kind} ${what.replace(/\d+/g, '0')}`;

async function attack(name: string): Promise<number> {
  const findings = new Map<string, Finding>();
  const end = performance.now() + minutes * 60_000;
  const processorBegin = process.cpuUsage();
  let [inputs, taken, branches, corpus, rounds] = [0, 0, 0, 0, 0];
  // A thread that was ended is followed by another with the next seed.
  for (; performance.now() < end; rounds++) {
    const lab = await Lab.open(name);
    await lab.campaign(`${values.seed}-${rounds}`, end - performance.now(), (finding) => {
      if (findings.has(signature(finding))) return;
      findings.set(signature(finding), finding);
      console.log(`${name}: ${finding.kind}: ${finding.what}`);
    });
    inputs += lab.inputs;
    taken += lab.taken;
    branches = Math.max(branches, lab.branches);
    corpus = Math.max(corpus, lab.corpus);
    await lab.close();
  }
  const { user, system } = process.cpuUsage(processorBegin);
  const folder = fileURLToPath(repositoryFile(`test/fuzz/corpus/${name}`));
  for (const finding of findings.values()) {
    const input = await shrink(name, finding);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${finding.kind}-${sha256Hex(input).slice(0, 12)}`);
    writeFileSync(file, input);
    console.log(`${name}: wrote ${file}, ${finding.input.length} bytes shrunk to ${input.length}`);
  }
  console.log(
    `${name}: seed ${values.seed}, ${minutes} minutes (${((user + system) / 60e6).toFixed(1)} of the processor), ${inputs} inputs, ${taken} taken, ${branches} branches, ` +
      `${corpus} inputs kept, ${rounds} threads, ${findings.size} findings`,
  );
  return findings.size;
}

const scratch = mkdtempSync(join(tmpdir(), 'lmusim-fuzz-'));
process.chdir(scratch);
let found = 0;
for (const name of positionals.length > 0 ? positionals : known) found += await attack(name);
rmSync(scratch, { recursive: true });
process.exit(found > 0 ? 1 : 0);
