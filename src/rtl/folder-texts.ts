import type { HardwareConfiguration } from '../hardware/index.js';
import type { Program } from '../program/index.js';
import { printable } from './accelerator-module.js';

/** The Makefile of an exported folder. */
export const MAKEFILE = `# make          builds the testbench with Verilator and runs it; fails on a difference
# make icarus   the same with Icarus Verilog
# make yosys    elaborates and checks the accelerator with yosys, memories and clock gates as black boxes
# make lint     verilator -Wall on the accelerator
# make events   with Verilator: events.txt holds every event of every cycle

SOURCES = $(wildcard *.sv rtl/*.sv rtl/*.svh rtl/bench/*.sv)
LIBRARY = -y rtl -y rtl/bench
CELLS = rtl/clockGate.sv rtl/sramBank.sv rtl/sramBankTwoPort.sv rtl/activationTable.sv

.PHONY: verilator icarus yosys lint events clean

verilator: obj_dir/Vtestbench
	./obj_dir/Vtestbench

obj_dir/Vtestbench: $(SOURCES)
	verilator --binary -O3 -Wno-lint -Wno-style --top-module testbench $(LIBRARY) +libext+.sv -Irtl testbench.sv accelerator.sv

icarus: testbench.vvp
	vvp -n testbench.vvp

testbench.vvp: $(SOURCES)
	iverilog -g2012 -s testbench -o testbench.vvp $(LIBRARY) -Y .sv -I rtl testbench.sv accelerator.sv

yosys:
	yosys -q -p "read_verilog -sv -lib -I rtl $(CELLS); read_verilog -sv -I rtl accelerator.sv $(filter-out $(CELLS),$(wildcard rtl/*.sv)); hierarchy -check -top accelerator; proc; opt_clean; check -assert; tee -o yosys.txt stat"

lint:
	verilator --lint-only -Wall -y rtl +libext+.sv -Irtl --top-module accelerator accelerator.sv

events: obj_dir/Vtestbench
	./obj_dir/Vtestbench +events > events.txt

clean:
	rm -rf obj_dir testbench.vvp yosys.txt events.txt
`;

/** The README of an exported folder. */
export function folderReadme(
  program: Program,
  hardware: HardwareConfiguration,
  frames: number,
  cycles: number,
): string {
  const tiles = hardware.tiles.length === 1 ? '1 tile' : `${hardware.tiles.length} tiles`;
  return `# ${printable(hardware.name)} running ${printable(program.networkName)}

The accelerator as SystemVerilog, with everything that it is loaded with: ${tiles}, ${frames} frames of input, and the result
that each must give in its cycle. The simulation takes ${cycles} cycles.

    make            # Verilator: builds, runs, fails on a difference
    make icarus     # Icarus Verilog
    make yosys      # yosys
    make lint

| file                   | holds                                                                             |
| ---------------------- | --------------------------------------------------------------------------------- |
| accelerator.sv         | the chain of tiles with all parameters of this configuration                      |
| rtl/                   | the units, parameterised; rtl/README.md has the policies for clocks, reset and X  |
| rtl/bench/             | front end, checker of results, monitors                                           |
| testbench.sv           | loads memories, feeds frames, checks results                                      |
| tileK/UNIT.hex         | image of a memory of tile K, one word a line, element 0 in the lowest bits        |
| tileK/program.s        | the program of tile K, disassembled                                               |
| frames.hex, due.hex    | words of the frames, and for each frame the cycles from the first one to its start |
| expected/              | for each frame: cycle of its \`send\`, argmax, score registers                      |

Cycle 0 is the first one after reset. The rules that the accelerator follows are those of docs/accelerator.md of lmusim.
`;
}
