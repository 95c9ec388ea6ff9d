/**
 * One synthesis: a module of rtl/ with parameters, in static CMOS gates. Memories, activation tables and clock gates stay
 * black boxes and are left out of the count; flip-flops and clock gates are counted apart as well.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCES = 'rtl';
const CELLS = ['clockGate', 'sramBank', 'sramBankTwoPort', 'activationTable'];
/** The units that `tile` connects: left out of the synthesis of its wiring. */
const UNITS = [
  'alwaysOn',
  'sequencer',
  'readOnlySram',
  'readWriteSram',
  'macArray',
  'postProcessor',
  'legendreUnit',
];
/** The wires and multiplexers of `tile` itself. */
export const WIRING = 'tileWiring';

/**
 * @param module module of rtl/, or `tileWiring`
 * @param parameters by their names in the module
 * @param renumbered sets the parameters by another command of yosys: the same circuit, other internal numbers
 * @returns {Promise<{ transistors: number, flipFlops: number, clockGates: number }>}
 */
export async function synthesise(module, parameters, { renumbered = false } = {}) {
  const boxes = module === WIRING ? [...CELLS, ...UNITS] : CELLS;
  const top = module === WIRING ? 'tile' : module;
  const modules = modulesBelow(top, boxes);
  const isBox = (name) => boxes.includes(name);
  const read = (option, names) =>
    names.length === 0
      ? []
      : [
          `read_verilog ${option} -I ${SOURCES} ${names.map((name) => join(SOURCES, `${name}.sv`)).join(' ')}`,
        ];
  const folder = mkdtempSync(join(tmpdir(), 'transistors-'));
  const [before, after] = ['before', 'after'].map((name) => join(folder, name));
  const values = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  const set = (option) => values.map((each) => ` ${option} ${each}`).join('');
  // dfflegalize: without it flip-flops with reset or enable have no known size and are left out of the count.
  const script = [
    ...read('-sv -lib', modules.filter(isBox)),
    ...read(
      '-sv',
      modules.filter((name) => !isBox(name)),
    ),
    ...(renumbered
      ? [`hierarchy -check -top ${top}${set('-chparam')}`]
      : [`chparam${set('-set')} ${top}`, `hierarchy -check -top ${top}`]),
    'synth -flatten',
    'dfflegalize -cell $_DFF_P_ x',
    'abc -g cmos4',
    'opt_clean',
    `tee -q -o ${before} stat`,
    `delete ${boxes.map((box) => `t:*${box}*`).join(' ')}`,
    `tee -q -o ${after} stat -tech cmos`,
  ].join('; ');
  try {
    await new Promise((resolve, reject) => {
      execFile('yosys', ['-q', '-p', script], { maxBuffer: 1 << 26 }, (error, _stdout, stderr) =>
        error ? reject(new Error(`${module} ${JSON.stringify(parameters)}: ${stderr}`)) : resolve(),
      );
    });
    const cells = readFileSync(before, 'utf8');
    const count = (cell) => Number(new RegExp(`^\\s+\\S*${cell}\\s+(\\d+)$`, 'm').exec(cells)?.[1] ?? 0);
    const counted = /Estimated number of transistors:\s+(\d+)(\+?)/.exec(readFileSync(after, 'utf8'));
    if (counted === null || counted[2] === '+') {
      throw new Error(`${module} ${JSON.stringify(parameters)}: yosys did not count every cell`);
    }
    return {
      transistors: Number(counted[1]),
      flipFlops: count('\\$_DFF_P_'),
      clockGates: count('clockGate'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A module and those it is built of. yosys reads no others: it numbers what it reads, and abc's answer depends on the numbers,
 * so that a module which is not part of another would still move its count by some per cent.
 */
function modulesBelow(top, boxes) {
  const files = readdirSync(SOURCES).filter((file) => file.endsWith('.sv'));
  const all = files.map((file) => file.slice(0, -3)).sort();
  const found = new Set([top]);
  for (const name of found) {
    if (boxes.includes(name)) continue;
    const text = readFileSync(join(SOURCES, `${name}.sv`), 'utf8');
    for (const other of all) if (new RegExp(`^ *${other} (#\\(|\\w+ \\()`, 'm').test(text)) found.add(other);
  }
  return all.filter((name) => found.has(name));
}
