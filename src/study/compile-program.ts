import { allocationOf, compile } from '../compiler/index.js';
import { configurationHash, sha256Hex, type HardwareConfiguration } from '../hardware/index.js';
import { encodeNetwork, type Network } from '../network/index.js';
import { encodeProgram, type Program } from '../program/index.js';
import { VERSION, type CompileResult } from '../results/index.js';
import { frameTiming } from '../timing/index.js';

/** A program with its file and what is to be said of it. */
export interface Compiled {
  readonly program: Program;
  /** The program file (docs/program-format.md). */
  readonly file: Uint8Array;
  readonly result: CompileResult;
}

/**
 * Compiles a network and says what it takes: of each memory, and of the time of a frame. Real time may be missed.
 *
 * @param assignment tile of each layer; chosen when left out
 * @throws InputError when the network does not fit
 */
export function compileProgram(
  network: Network,
  hardware: HardwareConfiguration,
  assignment?: readonly number[],
): Compiled {
  const networkHash = sha256Hex(encodeNetwork(network));
  const options = { networkHash, ...(assignment === undefined ? {} : { assignment }) };
  const program = compile(network, hardware, options);
  const file = encodeProgram(program);
  const uses = allocationOf(network, hardware, options);
  const { tiles, realTime } = frameTiming(program, hardware);
  return {
    program,
    file,
    result: {
      schema: 'lmusim.compile/1',
      version: VERSION,
      network: { name: network.name, sha256: networkHash },
      hardware: { name: hardware.name, sha256: configurationHash(hardware) },
      architecture_sha256: program.architectureHash,
      program: { sha256: sha256Hex(file), size_bytes: file.length },
      assignment: uses.flatMap(({ tile, layers }) => layers.map(() => tile)),
      tiles: program.tiles.map(({ instructions }, tile) => ({
        tile,
        layers: (uses[tile]?.layers ?? []).map((layer) => network.layers[layer]!.name),
        instructions: instructions.length,
        perFrame_cycles: tiles[tile]!.perFrame_cycles,
        memories: (uses[tile]?.stores ?? []).map(({ path, needed, available, wordBits }) => ({
          memory: path,
          used_words: needed,
          available_words: available,
          word_bits: wordBits,
        })),
      })),
      realTime,
    },
  };
}
