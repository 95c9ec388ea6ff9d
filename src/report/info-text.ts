import type { LayerInfo, NetworkInfo, ProgramInfo } from '../results/index.js';
import { document, field, pageOf, several, type Page } from './layout.js';
import { asGiven, grouped, percent } from './numbers.js';
import type { TextOptions } from './style.js';
import { table, type Column } from './table.js';
import { quantity, wrap } from './text.js';

const HASH_DIGITS = 12;

/** A network for a person to read: sizes, work, state, formats, where it comes from. */
export function networkInfoText(info: NetworkInfo, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { network, features, multiplyAccumulatesPerFrame: work } = info;
  return document([
    [
      ...wrap(network.name, page.width).map(page.style.heading),
      ...wrap(network.about, page.width - 2)
        .filter((line) => line !== '')
        .map((line) => `  ${line}`),
      '',
      ...field(page, 'weights are', network.weightsAre),
      ...field(page, 'SHA-256', network.sha256.slice(0, HASH_DIGITS)),
      ...field(
        page,
        'inputs',
        `${several(grouped(info.inputs), 'feature')} of 8 bits, ${info.inputFraction_bits} of them fraction`,
      ),
      ...field(page, 'features', featuresText(features)),
      ...field(page, 'scores', network.labels.join(', ')),
      ...field(
        page,
        'weights',
        `${grouped(info.weights)} of ${info.weight_bits} bits, ${asGiven(info.size_kbit)} kbit; ${percent(info.weights - info.nonzeroWeights, info.weights)} % are zero`,
      ),
      ...field(page, 'state', `${grouped(info.state_bits / 1000, 3)} kbit from frame to frame`),
      ...field(
        page,
        'work',
        `${grouped(work.total)} multiply-accumulates a frame: ${grouped(work.matrices)} of matrices, ${grouped(work.memories)} of memories`,
      ),
    ],
    layersTable(info.layers, page),
    ...info.layers.map((layer) => formatLines(layer, page)),
  ]);
}

function featuresText(features: NetworkInfo['features']): string {
  if (features === null) return 'vectors of no stated origin';
  const { coefficients, melBands, window_samples, hop_samples, sampleRate_Hz } = features as Record<
    string,
    number
  >;
  return `${coefficients} MFCC of ${melBands} mel bands, windows of ${window_samples} samples every ${hop_samples}, ${quantity(grouped(sampleRate_Hz!), 'Hz')}`;
}

function lined(columns: readonly Column[], rows: readonly (readonly string[])[], page: Page): string[] {
  return table(columns, rows, page.width - 2).map(
    (line, index) => `  ${index === 0 ? page.style.dim(line) : line}`,
  );
}

function layersTable(layers: readonly LayerInfo[], page: Page): string[] {
  const columns: readonly Column[] = [
    { title: 'layer', align: 'left' },
    { title: 'kind', align: 'left' },
    { title: 'inputs', align: 'right' },
    { title: 'units', align: 'right' },
    { title: 'memories', align: 'right' },
    { title: 'order', align: 'right' },
    { title: 'weights', align: 'right' },
    { title: 'MACs', align: 'right' },
    { title: 'state', align: 'right' },
  ];
  const rows = layers.map(({ name, kind, inputs, units, memory, weights, ...rest }) => [
    name,
    kind,
    grouped(inputs),
    grouped(units),
    memory === undefined ? '' : grouped(memory.memories),
    memory === undefined ? '' : grouped(memory.order),
    grouped(weights),
    grouped(rest.multiplyAccumulatesPerFrame),
    grouped(rest.state_bits),
  ]);
  return [
    page.style.heading('Layers (MACs: multiply-accumulates a frame; state: bits)'),
    ...lined(columns, rows, page),
  ];
}

/** Numbers and least widths of a layer. */
function formatLines({ name, matrices, memory }: LayerInfo, page: Page): string[] {
  const columns: readonly Column[] = [
    { title: 'matrix', align: 'left' },
    { title: 'rows x columns', align: 'right' },
    { title: 'of', align: 'left' },
    { title: 'activation', align: 'left' },
    { title: 'fraction bits', align: 'left' },
    { title: 'bits needed', align: 'left' },
  ];
  const rows = matrices.map((matrix) => [
    matrix.matrix,
    `${grouped(matrix.rows)} x ${grouped(matrix.columns)}`,
    matrix.sources.join(', '),
    matrix.activation,
    `${matrix.weightFraction_bits} x ${matrix.inputFraction_bits} -> ${matrix.outputFraction_bits ?? 'sum'}`,
    `${matrix.operand_bits}, sums ${matrix.accumulator_bits}`,
  ]);
  return [
    page.style.heading(name),
    ...lined(columns, rows, page),
    ...(memory === undefined
      ? []
      : [
          ...field(
            page,
            'memory',
            `window ${several(asGiven(memory.theta_frames), 'frame')}, ${memory.discretisation}, ${memory.update} update; states of ${memory.state_bits} bits, ${memory.stateFraction_bits} of them fraction; coefficients ${memory.coefficientFraction_bits}, readouts ${memory.readoutFraction_bits}`,
          ),
          ...field(
            page,
            'needs',
            `coefficients of ${memory.coefficient_bits} bits, sums of ${memory.accumulator_bits} bits`,
          ),
        ]),
  ];
}

/** A program file for a person to read. */
export function programInfoText(info: ProgramInfo, options: TextOptions = {}): string {
  const page = pageOf(options);
  const { program, network } = info;
  const columns: readonly Column[] = [
    { title: 'tile', align: 'left' },
    { title: 'instructions', align: 'right' },
    { title: 'words', align: 'right' },
    { title: 'weights', align: 'right' },
    { title: 'biases', align: 'right' },
    { title: 'coefficients', align: 'right' },
    { title: 'MACs a frame', align: 'right' },
    { title: 'layers', align: 'left' },
  ];
  const rows = info.tiles.map((tile) => [
    String(tile.tile),
    grouped(tile.instructions),
    grouped(tile.code_words),
    grouped(tile.weights),
    grouped(tile.biases),
    grouped(tile.coefficients),
    grouped(tile.multiplyAccumulatesPerFrame),
    tile.layers.length === 0 ? 'not used' : tile.layers.join(', '),
  ]);
  return document([
    [
      ...field(
        page,
        'program',
        `${several(grouped(program.size_bytes), 'byte')}, SHA-256 ${program.sha256.slice(0, HASH_DIGITS)}`,
      ),
      ...field(page, 'network', `${network.name}, SHA-256 ${network.sha256.slice(0, HASH_DIGITS)}`),
      ...field(page, 'made for', `architecture, SHA-256 ${info.architecture_sha256.slice(0, HASH_DIGITS)}`),
      ...field(page, 'width', `${several(String(info.outputsPerCycle), 'result')} a cycle`),
      ...field(page, 'inputs', several(grouped(info.inputs), 'feature')),
      ...field(page, 'scores', network.labels.join(', ')),
    ],
    lined(columns, rows, page),
  ]);
}
