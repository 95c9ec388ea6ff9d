/**
 * A network as integers: what the reference inference computes, the compiler lowers and the file stores.
 * Every matrix is row-major, [row = output][column = input]; q stands for q 2^-fraction (docs/accelerator.md, N1).
 */

/** Where a matrix's columns come from. In an encoder, m and h are those of the previous frame. */
export type SourceName = 'x' | 'h' | 'u' | 'm';

/** One run of columns of a matrix. */
export interface Segment {
  /**
   * x: the layer's input. h: its output of the previous frame. u: its memory inputs of this frame.
   * m: its 8-bit readouts, memory-major (memory * order + order index).
   */
  readonly source: SourceName;
  /** Left shift of the operand, 0 to 2, that brings the source to the matrix's input fraction. */
  readonly align: 0 | 1 | 2;
}

/** What the requantised sum goes through; `table` looks it up in 256 entries. */
export type Activation = 'identity' | 'relu' | 'table';

/** weights * [sources] + bias, requantised to 8 bits and activated; or the raw sum. */
export interface Projection {
  readonly rows: number;
  readonly columns: number;
  readonly sources: readonly Segment[];
  /** rows x columns. */
  readonly weights: Int8Array;
  readonly weightFraction: number;
  /** Fraction bits of the operands after their align shift. */
  readonly inputFraction: number;
  /** One for each row at weightFraction + inputFraction fraction bits, or undefined for none. */
  readonly bias: Int16Array | undefined;
  readonly activation: Activation;
  /** 256 entries for the index -128..127, present exactly when the activation is `table`. */
  readonly table: Int8Array | undefined;
  readonly output: VectorOutput | { readonly kind: 'raw' };
}

/** An 8-bit output; `raw` instead keeps the sum itself. */
export interface VectorOutput {
  readonly kind: 'vector';
  /** Fraction bits of the requantised sum, which is the table's index when there is a table. */
  readonly fraction: number;
  /** Fraction bits of the table's entries, present exactly when the activation is `table`. */
  readonly tableFraction?: number;
}

/** How a linear memory advances; the two round differently, so the rule belongs to the network. */
export type MemoryUpdate =
  /** m = A m + B u with any matrices. A: order x order, B: order. */
  | { readonly rule: 'dense'; readonly A: Int16Array; readonly B: Int16Array }
  /** Forward Euler by running sums; coefficient i = (2i + 1) / theta. */
  | { readonly rule: 'scan'; readonly coefficients: Int16Array };

/** The paper's layer: u = E [x, h, m]; m = A m + B u for each memory; h = activation(W [m, x, ...] + b). */
export interface LmuLayer {
  readonly kind: 'lmu';
  readonly name: string;
  readonly inputs: number;
  readonly memories: number;
  readonly order: number;
  /** Window of the delay in frames. */
  readonly theta_frames: number;
  readonly discretisation: 'zoh' | 'euler';
  readonly units: number;
  readonly stateBits: number;
  readonly stateFraction: number;
  readonly coefficientFraction: number;
  readonly readoutFraction: number;
  readonly update: MemoryUpdate;
  /** memories rows; its output fraction is the memory-input fraction. */
  readonly encoder: Projection;
  /** units rows. */
  readonly hidden: Projection;
}

/** h = activation(W x + b), or the scores when its output is raw. */
export interface DenseLayer {
  readonly kind: 'dense';
  readonly name: string;
  readonly inputs: number;
  readonly units: number;
  readonly projection: Projection;
}

export type Layer = LmuLayer | DenseLayer;

/** The features that the network was trained on: MFCC by docs/network-format.md. */
export interface MfccDescription {
  readonly kind: 'mfcc';
  readonly sampleRate_Hz: number;
  /** Samples from one frame to the next. */
  readonly hop_samples: number;
  /** Window and FFT length. */
  readonly window_samples: number;
  readonly melBands: number;
  readonly lowest_Hz: number;
  readonly highest_Hz: number;
  /** Added to each band's energy before the logarithm. */
  readonly logOffset: number;
  readonly coefficients: number;
  /** One for each coefficient; feature = floor((c - mean) / standardDeviation * 2^fraction + 0.5) saturated to 8 bits. */
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
  readonly fraction: number;
}

export interface Network {
  readonly name: string;
  readonly about: string;
  /** What the weights are, in words for a reader of results, such as `trained on synthetic speech`. */
  readonly weightsAre: string;
  readonly labels: readonly string[];
  readonly inputs: number;
  readonly inputFraction: number;
  /** Bits that hold every weight of every projection. */
  readonly weightBits: number;
  /** undefined for a network that takes feature vectors of no stated origin. */
  readonly features: MfccDescription | undefined;
  readonly layers: readonly Layer[];
}
