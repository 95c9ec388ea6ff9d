import { execFile, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { HardwareConfiguration } from '../../src/hardware/index.js';
import type { Program } from '../../src/program/index.js';
import { rtlFolder, type Difference } from '../../src/rtl/index.js';
import { Comparison } from './comparison.js';

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
    readonly cycles: number,
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
    const comparison = new Comparison(this.subject, this.cycles);
    const exitCode = await this.run((text) => comparison.take(text));
    return { ...comparison.finish(), exitCode, machine: comparison.machine };
  }

  /** Everything that the RTL says. */
  async record(): Promise<string> {
    let all = '';
    await this.run((text) => {
      all += text;
      return true;
    });
    return all;
  }

  /** Runs the testbench for as long as `take` wants to hear of it. */
  private async run(take: (text: string) => boolean): Promise<number | null> {
    const [command, ...args] = this.command;
    const child = spawn(command!, [...args, '+events'], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.stdout.setEncoding('utf8');
    for await (const text of child.stdout) {
      if (!take(String(text))) child.kill();
    }
    return ended;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface LockstepResult {
  readonly difference: Difference | undefined;
  /** Of the testbench, which checks results by itself. */
  readonly exitCode: number | null;
  /** Cycles that the RTL executed and that were compared, when there is no difference. */
  readonly cycles: number;
  readonly events: number;
  /** The simulated machine as it stands after them. */
  readonly machine: Comparison['machine'];
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
