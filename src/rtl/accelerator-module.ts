import type { HardwareConfiguration } from '../hardware/index.js';
import { scoreBits, tileParameters } from './parameters.js';

/** Bits of the accelerator's score port: those of the tile with most. */
export function widestScores(hardware: HardwareConfiguration): number {
  return Math.max(...hardware.tiles.map((_, index) => scoreBits(hardware, index)));
}

/** SystemVerilog of a configuration: its tiles in a chain (rules S1, S2), with all their parameters. */
export function acceleratorModule(hardware: HardwareConfiguration): string {
  const tiles = hardware.tiles.map((_, index) => index);
  const word = `[${hardware.outputsPerCycle * 8 - 1}:0]`;
  const scores = widestScores(hardware);
  const all = (name: string): string => tiles.map((index) => `${name}${index}`).join(', ');
  const last = tiles.length;
  return `// Written by \`lmusim rtl\`: the accelerator of the configuration '${printable(hardware.name)}'.
module accelerator (
    input  logic clk,
    input  logic reset,
    // The front end writes channel 0 (rule H6).
    output logic input_room,
    input  logic input_writes,
    input  logic [15:0] input_word,
    input  logic ${word} input_data,
    input  logic input_sends,
    // A result, in the cycle in which it is presented.
    output logic presents,
    output logic [15:0] prediction,
    output logic [${scores - 1}:0] scores,
    // Every tile sleeps in recv or has halted (rule H7).
    output logic rests
);
  // Channel k is the input of tile k; there is none after the last.
  logic ${all('room')}, room${last};
  logic ${all('writes')}, writes${last};
  logic [15:0] ${all('word')}, word${last};
  logic ${word} ${all('data')}, data${last};
  logic ${all('sends')}, sends${last};
  logic ${all('presents')};
  logic [15:0] ${all('prediction')};
${tiles.map((index) => `  logic [${scoreBits(hardware, index) - 1}:0] scores${index};`).join('\n')}
  logic ${all('rests')};

  assign input_room = room0;
  assign writes0 = input_writes;
  assign word0 = input_word;
  assign data0 = input_data;
  assign sends0 = input_sends;
  assign room${last} = 1'b1;
  assign presents = ${tiles.map((index) => `presents${index}`).join(' || ')};
  assign prediction = ${chosen(tiles, (index) => `prediction${index}`)};
  assign scores = ${chosen(tiles, (index) => `${scores}'(scores${index})`)};
  assign rests = ${tiles.map((index) => `rests${index}`).join(' && ')};

${tiles.map((index) => tileInstance(hardware, index)).join('\n')}
  logic unused;
  assign unused = &{1'b0, writes${last}, word${last}, data${last}, sends${last}};
endmodule
`;
}

/** The value of the tile that presents; the last one's when none does. */
function chosen(tiles: readonly number[], value: (index: number) => string): string {
  return tiles
    .map((index) => (index === tiles.length - 1 ? value(index) : `presents${index} ? ${value(index)} : `))
    .join('');
}

function tileInstance(hardware: HardwareConfiguration, index: number): string {
  const parameters = Object.entries(tileParameters(hardware, index))
    .map(([name, value]) => `      .${name}(${value})`)
    .join(',\n');
  return `  tile #(
${parameters}
  ) tile${index} (
      .clk(clk),
      .reset(reset),
      .input_room(room${index}),
      .input_writes(writes${index}),
      .input_word(word${index}),
      .input_data(data${index}),
      .input_sends(sends${index}),
      .output_room(room${index + 1}),
      .output_writes(writes${index + 1}),
      .output_word(word${index + 1}),
      .output_data(data${index + 1}),
      .output_sends(sends${index + 1}),
      .presents(presents${index}),
      .scores(scores${index}),
      .prediction(prediction${index}),
      .rests(rests${index})
  );
`;
}

/** A name that can stand in a comment of one line. */
export function printable(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?');
}
