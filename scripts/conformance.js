/**
 * Writes docs/conformance.md from what `npm run rtl` or `npm run verify` left in reports/: what was compared, with which
 * tools, what is not proved.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';

const read = (name) => JSON.parse(readFileSync(`reports/${name}.json`, 'utf8'));
const { seed, tools, compared, rules, notInLockstep } = read('rtl-lockstep');
const mutants = read('rtl-mutants');

const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');
const sum = (key, list = compared) => list.reduce((total, each) => total + each[key], 0);
const row = (...cells) => `| ${cells.join(' | ')} |`;
const random = compared.filter(({ name }) => name.startsWith('seed '));
const covering = compared.filter(({ name }) => name.startsWith('covering'));
const vectors = compared.filter(({ name }) => name.startsWith('vector '));
const others = compared.filter((each) => ![random, covering, vectors].some((list) => list.includes(each)));
const together = (name, list) =>
  row(name, list[0]?.tool ?? '', grouped(sum('cycles', list)), grouped(sum('events', list)));

const byRule = new Map();
for (const { rule, what, cases } of rules)
  byRule.set(rule, [...(byRule.get(rule) ?? []), `${what} (${cases})`]);

const text = `# Conformance: the simulator and its RTL twin

Written by \`npm run conformance\`; do not edit. The accelerator of [accelerator.md](accelerator.md) exists twice: as the simulator, and
as SystemVerilog in [rtl/](../rtl/README.md), written from the contract. Both run the same programs on the same frames, cycle by
cycle; whatever either does is an event, and the first event that the other does not have in the same cycle fails the run.

## What was compared

**${grouped(sum('cycles'))} cycles and ${grouped(sum('events'))} events on ${compared.length} pairs of program and configuration, without a difference.** Tools:
${tools.verilator}; ${tools.icarus}. Random pairs are of seed ${seed}: \`LMUSIM_RTL_SEED=${seed} npm run rtl\` repeats them.

${row('pair', 'RTL simulator', 'cycles', 'events')}
| --- | --- | --- | --- |
${others.map(({ name, tool, cycles, events }) => row(name, tool, grouped(cycles), grouped(events))).join('\n')}
${together(`${vectors.length} conformance vectors`, vectors)}
${together(`${covering.length} random pairs that exercise every rule together`, covering)}
${together(`${random.length} random pairs of a fresh seed`, random)}

Many cycles of a slow program are cycles asleep: both sides say that nothing happened in them.

## Events

A line is \`cycle tile event\`. \`make events\` in a folder of \`lmusim rtl\` writes them.

| event | when |
| --- | --- |
| \`clocks DIGITS\` | the states of the tile's clocks changed: active and clocked domains, four hexadecimal digits each, of sequencer, programSram, macArray, weightSram, biasSram, postProcessor, legendreUnit, coefficientSram, stateSram read and write, vectorSram read and write; two digits each of channel read and write |
| \`flags FULL HELD\` | a flag of the input channel changed |
| \`read UNIT BANK ADDRESS WORD\` | a word shows on a port, the cycle after its address (M1) |
| \`write UNIT BANK ADDRESS WORD\` | a word is written |
| \`retires WORD\` | an instruction ends, by the word at which it begins |
| \`presents ARGMAX SCORES\` | a result, with all score registers |
| \`count COUNTER VALUE\`, \`saturations PLACE VALUE\` | in the cycle after the last: activities (E3), arithmetic, data-dependent counts (E2), retention (H5), saturations (N3) |

## Coverage

What each rule of the contract asks for, with the number of pairs that exercise it. A rule without a case fails the run.

| rule | exercised by (pairs) |
| --- | --- |
${[...byRule].map(([rule, list]) => row(rule, list.join(', '))).join('\n')}

## Faults that were put in

${mutants.length} deliberate faults, one at a time; each was found by the covering pairs, here first:

| side | fault | found |
| --- | --- | --- |
${mutants.map(({ side, what, cycle }) => row(side, what, cycle)).join('\n')}

## What is not proved

${Object.entries(notInLockstep)
  .map(([rule, reason]) => `- ${rule}: ${reason}.`)
  .join('\n')}
- Programs that break a rule (M3, I5, an overflow): the simulator stops, the RTL does anything.
- The contract itself: two readings of it agree, written by the same project.
- Anything about silicon: memories, clock gates and tables are models, and nothing has a delay.
- Energy: it is priced from counts that were compared; the prices were not.
`;

writeFileSync(
  'docs/conformance.md',
  await format(text, { parser: 'markdown', printWidth: 120, proseWrap: 'preserve' }),
);
