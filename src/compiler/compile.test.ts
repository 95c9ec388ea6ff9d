import fc from 'fast-check';
import { expect, test } from 'vitest';
import { architectureHash } from '../hardware/index.js';
import { disassembleInstruction, type TileProgram } from '../program/index.js';
import { compile } from './compile.js';
import { RUNS, cases, roomyHardware, smallNetwork } from './small-network.testing.js';

const listing = ({ instructions, labels }: TileProgram): string =>
  instructions
    .map(
      ({ address, instruction }, index) =>
        `${address}: ${disassembleInstruction(instruction)} ; ${labels[index]!.layer}: ${labels[index]!.text}`,
    )
    .join('\n');

/** The paper's connections: u from x and h(t-1), h from m and x. */
const paper = smallNetwork({
  inputs: 5,
  layers: [{ units: 8, memories: 3, order: 2, encoder: ['x', 'h'], hidden: ['m', 'x'], activation: 'relu' }],
  scores: 3,
});

test('the code of a tile: clear, recv, the layers in turn, send, jump to recv; release on the last reader of x', () => {
  const { tiles } = compile(paper, roomyHardware({ tiles: 3 }), { assignment: [0, 1] });
  expect(tiles.map(listing).join('\n--\n')).toMatchInlineSnapshot(`
    "0: clear s[0:6] ; lmu0: clear state
    2: clear v[0:4] ; lmu0: clear vectors
    4: recv ; frame: recv
    5: gemv v[4], 3 rows, [x[0:5], v[0:8]], w[0], shift 3, identity ; lmu0: gemv u
    10: legendre s[0], u v[4] << 4, readout v[6], c[0], 3 memories, order 2, shift 8, readout shift 5 ; lmu0: legendre m
    14: gemv v[0] & out, 8 rows, [v[6:6] << 1, x[0:5]], w[13], shift 3, relu, release ; lmu0: gemv h
    19: send ; frame: send
    20: jump 4 ; frame: jump
    --
    0: recv ; frame: recv
    1: gemv.raw scores, 3 rows, [x[0:8]], w[0], b[0], shift 0, identity, argmax, release ; output: gemv scores
    5: send result ; frame: send result
    6: jump 0 ; frame: jump
    --
    0: halt ; frame: halt"
  `);
});

test('rule I4: a layer whose W reads h in several row tiles has two h regions and two frames of code', () => {
  const network = smallNetwork({
    inputs: 2,
    layers: [{ units: 5, memories: 1, order: 2, encoder: ['x', 'h', 'm'], hidden: ['m', 'h'], bias: true }],
    scores: 2,
  });
  expect(listing(compile(network, roomyHardware({})).tiles[0]!)).toMatchInlineSnapshot(`
    "0: clear s[0:2] ; lmu0: clear state
    2: clear v[0:4] ; lmu0: clear vectors
    4: recv ; frame: recv
    5: gemv v[4], 1 rows, [x[0:2], v[0:5], v[3:2] << 1], w[0], shift 3, identity, release ; lmu0: gemv u
    11: legendre s[0], u v[4] << 4, readout v[3], c[0], 1 memories, order 2, shift 8, readout shift 5 ; lmu0: legendre m
    15: gemv v[5], 5 rows, [v[3:2] << 1, v[0:5]], w[9], b[0], shift 3, identity ; lmu0: gemv h
    20: gemv.raw scores, 2 rows, [v[5:5]], w[23], b[3], shift 0, identity, argmax ; output: gemv scores
    24: send result ; frame: send result
    25: recv ; frame: recv
    26: gemv v[4], 1 rows, [x[0:2], v[5:5], v[3:2] << 1], w[0], shift 3, identity, release ; lmu0: gemv u
    32: legendre s[0], u v[4] << 4, readout v[3], c[0], 1 memories, order 2, shift 8, readout shift 5 ; lmu0: legendre m
    36: gemv v[0], 5 rows, [v[3:2] << 1, v[5:5]], w[9], b[0], shift 3, identity ; lmu0: gemv h
    41: gemv.raw scores, 2 rows, [v[0:5]], w[23], b[3], shift 0, identity, argmax ; output: gemv scores
    45: send result ; frame: send result
    46: jump 4 ; frame: jump"
  `);
  const oneRowTile = compile(network, roomyHardware({ lanes: 6 })).tiles[0]!;
  expect(oneRowTile.instructions.filter(({ instruction }) => instruction.op === 'recv')).toHaveLength(1);
});

test('rule S2: tiles behind the last one used hold halt and nothing else', () => {
  const { tiles } = compile(paper, roomyHardware({ tiles: 4 }), { assignment: [0, 0] });
  for (const { image, instructions } of tiles.slice(1)) {
    expect(instructions).toEqual([{ address: 0, words: 1, instruction: { op: 'halt' } }]);
    expect([
      image.weights.length,
      image.biases.length,
      image.coefficients.length,
      image.tables.length,
    ]).toEqual([0, 0, 0, 0]);
  }
});

test('the header names the network, its file and the architecture', () => {
  const hardware = roomyHardware({ tiles: 2 });
  const { tiles: _, ...header } = compile(paper, hardware, { networkHash: 'abc' });
  expect(header).toEqual({
    networkName: 'small',
    networkHash: 'abc',
    architectureHash: architectureHash(hardware),
    inputs: 5,
    scoreLabels: ['class 0', 'class 1', 'class 2'],
    outputsPerCycle: 2,
  });
});

test('equal tables of a tile are stored once', () => {
  const layer = {
    units: 4,
    memories: 1,
    order: 1,
    encoder: ['x'],
    hidden: ['m'],
    activation: 'table',
  } as const;
  const network = smallNetwork({ inputs: 2, layers: [layer, layer], scores: 2 });
  const [tile] = compile(network, roomyHardware({ tiles: 1 })).tiles;
  expect(tile!.image.tables).toHaveLength(256);
});

test('the same input gives the same program, and every program passes its own check', () => {
  fc.assert(
    fc.property(cases, ({ network, hardware }) => {
      expect(compile(network, hardware)).toEqual(compile(network, hardware));
    }),
    RUNS,
  );
});
