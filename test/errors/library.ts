import {
  denseCoefficients,
  LmuCell,
  legendreStateSpace,
  scanCoefficients,
  discretiseEuler,
  discretiseZoh,
  decodeWeights,
} from '../../src/legendre/index.js';
import { defineHardware } from '../../src/hardware/index.js';
import { followProgram } from '../../src/program/index.js';
import { RecordingReader } from '../../src/audio/index.js';
import { Accelerator, frameRun } from '../../src/simulator/index.js';
import {
  leastResources,
  recordingFromWav,
  resultOf,
  simulate,
  streamResults,
} from '../../src/study/index.js';
import { loadHardware, loadNetwork, loadTable } from '../../src/study/files.node.js';
import { compile } from '../../src/compiler/index.js';
import { priceTable } from '../../src/energy/index.js';
import { timeProgram } from '../../src/timing/index.js';
import { handMadeProgram, someNumbers, tinyHardware, twoTileProgram } from '../support/hand-made-program.js';
import { byLibrary, type Case } from './support.js';

const tiny = tinyHardware();
const network = loadNetwork('kws-bootstrap');
const hardware = loadHardware('paper-22nm');
const table = loadTable('22nm-bottom-up');
const study = {
  network,
  hardware,
  table,
  state: 'reset',
  strict: false,
  allowMissedRealTime: false,
} as const;
const FRAME = 'a: recv\nsend\njump a';
const RESULT = 'a: recv\nsend result\njump a';
const timed = (fault: string, first: string, second: string, frames = 1): Case =>
  byLibrary(fault, 'timeProgram(program, hardware, frames)', () =>
    timeProgram(handMadeProgram(tiny, [{ code: first }, { code: second }]), tiny, frames),
  );

export const legendre: readonly Case[] = [
  byLibrary('An order and a window that no memory has', 'discretiseZoh(0, -1)', () => discretiseZoh(0, -1)),
  byLibrary('A position outside the window', 'decodeWeights(6, 2)', () => decodeWeights(6, 2)),
  byLibrary('An unstable Euler memory', 'scanCoefficients(32, 10, { fraction: 8, bits: 16 })', () =>
    scanCoefficients(32, 10, { fraction: 8, bits: 16 }),
  ),
  byLibrary(
    'A format of coefficients that the machine does not have',
    'denseCoefficients(..., { fraction: 16, bits: 1 })',
    () => denseCoefficients(discretiseEuler(4, 40), { fraction: 16, bits: 1 }),
  ),
  byLibrary('Coefficients that do not fit', 'denseCoefficients(..., { fraction: 15, bits: 8 })', () =>
    denseCoefficients(discretiseEuler(4, 40), { fraction: 15, bits: 8 }),
  ),
  byLibrary('Weights of a cell that do not fit one another', 'new LmuCell(weights)', () => {
    const { A, B } = legendreStateSpace(2);
    const zeros = new Float64Array(1);
    return new LmuCell({
      inputs: 1,
      memories: 1,
      order: 2,
      units: 1,
      A,
      B: B.subarray(1),
      inputEncoder: zeros,
      hiddenEncoder: zeros,
      inputKernel: zeros,
      memoryKernel: zeros,
      bias: zeros,
    } as never);
  }),
  byLibrary('A frame of another length for a cell', 'cell.step(new Float64Array(3))', () => {
    const { A, B } = legendreStateSpace(1);
    const one = new Float64Array(1);
    const cell = new LmuCell({
      inputs: 1,
      memories: 1,
      order: 1,
      units: 1,
      A,
      B,
      inputEncoder: one,
      hiddenEncoder: one,
      inputKernel: one,
      memoryKernel: one,
      bias: one,
    } as never);
    cell.step(new Float64Array(3));
  }),
];

/** Reads x again after it has given its frame back. */
const READS_TOO_LATE = `
  a: recv
  gemv v[0], 2 rows, [x[0:4]], w[0], shift 0, relu, release
  gemv v[4], 2 rows, [x[0:4]], w[0], shift 0, relu
  send
  jump a`;

export const machine: readonly Case[] = [
  byLibrary('A read of x while no frame is held', 'accelerator.runToNextResult()', () => {
    const program = handMadeProgram(tiny, [{ code: READS_TOO_LATE, weights: someNumbers(64) }]);
    const accelerator = new Accelerator(program, tiny);
    accelerator.feed(Int8Array.of(1, 2, 3, 4));
    accelerator.runToNextResult();
  }),
  byLibrary('A frame of another length', 'accelerator.feed(Int8Array.of(1))', () =>
    new Accelerator(twoTileProgram(), tiny).feed(Int8Array.of(1)),
  ),
  byLibrary('A tile that is not there', "accelerator.inspect(9, 'vectorSram')", () =>
    new Accelerator(twoTileProgram(), tiny).inspect(9, 'vectorSram'),
  ),
  timed('No frames', FRAME, RESULT, 0),
  timed('Tiles that all halt', 'halt', 'halt'),
  timed('A gap in the chain', 'halt', RESULT),
  timed('A result in the middle of the chain', RESULT, RESULT),
  byLibrary('A program of another shape', 'timeProgram(program, hardware, 1)', () =>
    timeProgram(twoTileProgram({ outputsPerCycle: 4, tiles: twoTileProgram().tiles.slice(1) }), tiny, 1),
  ),
  byLibrary(
    'Instructions that lead nowhere',
    "followProgram([], 'tiles[0]')",
    () => followProgram([], 'tiles[0]').problems,
  ),
];

const layer = network.layers[0]!;
const wide = (change: object) =>
  ({ ...network, layers: [{ ...layer, ...change }, ...network.layers.slice(1)] }) as typeof network;

export const studies: readonly Case[] = [
  byLibrary('A part of the frame that is none', 'leastResources({ ..., busyAtMost: 1.5 })', () =>
    leastResources({ network, hardware, clock_kHz: 92, busyAtMost: 1.5 }),
  ),
  byLibrary('No recordings', 'simulate({ ..., recordings: [] })', () =>
    simulate({ ...study, recordings: [] }),
  ),
  byLibrary('A recording without frames', 'simulate({ ..., recordings: [{ name, frames: [] }] })', () =>
    simulate({ ...study, recordings: [{ name: 'silence', frames: [] }] }),
  ),
  byLibrary('A stream without frames', 'await resultOf(streamResults({ ..., source: [] }))', () =>
    resultOf(streamResults({ ...study, source: [] })),
  ),
  byLibrary(
    'The summary of a stream that goes on',
    'streamResults({ ..., source }).summary',
    () => streamResults({ ...study, source: [new Int8Array(20)] }).summary,
  ),
  byLibrary('A run without frames', 'frameRun(machine, () => rule).next(undefined)', () => {
    const run = frameRun(
      new Accelerator(handMadeProgram(tiny, [{ code: FRAME }, { code: RESULT }]), tiny),
      () => 'steady',
    );
    run.next();
    return run.next(undefined);
  }),
  byLibrary('A gigabyte in pieces that is no sound', 'reader.push(bytes)', () => {
    const reader = new RecordingReader(network.features!, 'long.wav');
    reader.push(new Uint8Array(100));
    return reader.push(new Uint8Array(1_000_000_000));
  }),
  byLibrary('Sound for a network without features', "recordingFromWav('clip.wav', bytes, network)", () =>
    recordingFromWav('clip.wav', new Uint8Array(), { ...network, features: undefined }),
  ),
  byLibrary('A network whose layers do not join', 'compile(network, hardware)', () =>
    compile(wide({ inputs: 21 }), hardware),
  ),
  byLibrary('A readout that is shifted too far', 'compile(network, hardware)', () =>
    compile(wide({ readoutFraction: -30 }), hardware),
  ),
  byLibrary('A vector longer than an operand segment', 'compile(network, hardware)', () =>
    compile(wide({ memories: 1000, order: 9 }), hardware),
  ),
  byLibrary('Hardware with the other update rule', 'compile(network, hardware)', () =>
    compile(
      network,
      defineHardware({
        ...hardware,
        tile: {},
        tiles: hardware.tiles.map((each) => ({
          ...each,
          legendreUnit: { ...each.legendreUnit, mode: 'scan', lanes: 1 },
        })),
      }),
    ),
  ),
  byLibrary('A price with another number of widths', 'priceTable(table, hardware)', () =>
    priceTable(
      {
        ...table,
        rows: table.rows.map((row) => (row.widths_bits.length === 1 ? { ...row, widths_bits: [1, 1] } : row)),
      },
      hardware,
    ),
  ),
];
