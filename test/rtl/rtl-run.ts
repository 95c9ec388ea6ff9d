import { execFile, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { HardwareConfiguration } from '../../src/hardware/index.js';
import type { Program } from '../../src/program/index.js';
import { Lockstep, MachineEvents, rtlFolder, type EventRecord } from '../../src/rtl/index.js';

const run = promisify(execFile);

/** A simulator of SystemVerilog: Icarus is ready in a second, Verilator takes half a minute and is 100 times as fast. */
export type Tool = 'icarus' | 'verilator';

const VERSION_COMMANDS: Readonly<Record<Tool | 'yosys', readonly [command: string, flag: string]>> = {
  icarus: ['iverilog', '-V'],
  verilator: ['verilator', '--version'],
  yosys: ['yosys', '-V'],
};

/** What a tool calls itself, or undefined when it is not on the machine. */
export function toolVersion(tool: Tool | 'yosys'): string | undefined {
  const [command, flag] = VERSION_COMMANDS[tool];
  const { stdout, error } = spawnSync(command, [flag], { encoding: 'utf8' });
  return error === undefined ? stdout.split('\n')[0]!.trim() : undefined;
}

/** Tests that need a tool are left out where it is missing, with a line that says so; in CI they fail. */
export function without(tool: Tool | 'yosys'): boolean {
  const missing = toolVersion(tool) === undefined;
  if (missing) process.stdout.write(`${tool} is not on this machine: its tests are left out\n`);
  return missing && process.env['CI'] === undefined;
}

/** A case of the campaign. */
export interface RtlCase {
  readonly program: Program;
  readonly hardware: HardwareConfiguration;
  readonly frames: readonly Int8Array[];
}

/** The testbench of a case, built in a folder of its own. */
export class BuiltBench {
  private constructor(
    private readonly folder: string,
    private readonly command: readonly string[],
    private readonly subject: RtlCase,
    /** Cycles that the testbench executes. */
    private readonly cycles: number,
  ) {}

  /**
   * @param edit changes sources before they are built, by path from the folder: for mutants
   */
  static async build(subject: RtlCase, tool: Tool, edit?: (folder: string) => void): Promise<BuiltBench> {
    const folder = mkdtempSync(join(tmpdir(), 'lmusim-rtl-'));
    const { program, hardware, frames } = subject;
    const { files, cycles } = rtlFolder(program, hardware, frames);
    write(folder, files);
    cpSync('rtl', join(folder, 'rtl'), { recursive: true });
    edit?.(folder);
    return new BuiltBench(folder, await compileWith(tool, folder), subject, cycles);
  }

  /** The first difference between RTL and simulator, and how much was compared. */
  async lockstep(): Promise<LockstepResult> {
    const { program, hardware, frames } = this.subject;
    const events = new MachineEvents(program, hardware, frames);
    const lockstep = new Lockstep();
    const [command, ...args] = this.command;
    const child = spawn(command!, [...args, '+events'], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const reader = new RecordReader();
    let agree = true;
    const compare = (record: EventRecord): void => {
      if (!agree) return;
      agree = lockstep.push('rtl', record);
      const answer = agree ? this.answer(events, record.cycle) : undefined;
      if (answer !== undefined) agree = lockstep.push('simulator', answer);
    };
    for await (const chunk of child.stdout) {
      for (const record of reader.take(String(chunk))) compare(record);
      if (!agree) child.kill();
    }
    const exitCode = await ended;
    for (const record of reader.end()) compare(record);
    const difference = lockstep.finish();
    return { difference, exitCode, cycles: reader.cycles, events: lockstep.events, machine: events.machine };
  }

  /** What the simulator says up to a cycle; in the one after the last the RTL reports its counters. */
  private answer(events: MachineEvents, cycle: number): EventRecord | undefined {
    return (
      events.next(Math.min(cycle + 1, this.cycles)) ?? (cycle === this.cycles ? events.totals() : undefined)
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface LockstepResult {
  readonly difference: ReturnType<Lockstep['finish']>;
  /** Of the testbench, which checks results by itself. */
  readonly exitCode: number | null;
  /** Cycles that the RTL executed and that were compared, when there is no difference. */
  readonly cycles: number;
  readonly events: number;
  /** The simulated machine as it stands after them. */
  readonly machine: MachineEvents['machine'];
}

/** Groups the lines of the RTL by cycle. */
class RecordReader {
  /** From its last line, \`end CYCLES\`. */
  cycles = 0;
  private rest = '';
  private cycle = '';
  private lines: string[] = [];

  *take(chunk: string): Generator<EventRecord> {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) {
      const end = line.indexOf(' ');
      const first = line.slice(0, end);
      if (first === 'end') this.cycles = Number(line.slice(end + 1));
      if (first === '' || first < '0' || first > '9:') continue;
      if (first !== this.cycle && this.lines.length > 0) yield* this.end();
      this.cycle = first;
      this.lines.push(line);
    }
  }

  *end(): Generator<EventRecord> {
    if (this.lines.length > 0) yield { cycle: Number(this.cycle), lines: this.lines.sort() };
    this.lines = [];
  }
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function compileWith(tool: Tool, folder: string): Promise<readonly string[]> {
  const common = ['-y', 'rtl', '-y', 'rtl/bench'];
  if (tool === 'icarus') {
    const args = ['-g2012', ...common, '-Y', '.sv', '-I', 'rtl', '-s', 'testbench', '-o', 'testbench.vvp'];
    await run('iverilog', [...args, 'testbench.sv', 'accelerator.sv'], { cwd: folder });
    return ['vvp', '-n', 'testbench.vvp'];
  }
  const args = ['--binary', '-O3', '--top-module', 'testbench', ...common, '+libext+.sv', '-Irtl'];
  await run('verilator', [...args, '-Wno-lint', '-Wno-style', 'testbench.sv', 'accelerator.sv'], {
    cwd: folder,
    maxBuffer: 1 << 26,
  });
  return ['./obj_dir/Vtestbench'];
}
