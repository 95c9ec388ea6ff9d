/** One matrix of a layer: its shape, its numbers, and what it asks of a MAC array. */
export interface MatrixInfo {
  readonly matrix: 'encoder' | 'hidden' | 'projection';
  readonly rows: number;
  readonly columns: number;
  /** What its columns are, in their order, such as `x`, `m << 1`. */
  readonly sources: readonly string[];
  /** Entries, zeros included, and those that are not zero. */
  readonly weights: number;
  readonly nonzeroWeights: number;
  readonly biases: number;
  readonly activation: 'identity' | 'relu' | 'table';
  readonly weightFraction_bits: number;
  readonly inputFraction_bits: number;
  /** Fraction bits of its 8-bit results, or null for sums at full width. */
  readonly outputFraction_bits: number | null;
  /** Least widths with which no sum overflows and every operand fits (docs/accelerator.md, N4 and N5). */
  readonly operand_bits: number;
  readonly accumulator_bits: number;
}

/** The linear memories of an LMU layer. */
export interface LinearMemoryInfo {
  readonly memories: number;
  readonly order: number;
  readonly theta_frames: number;
  readonly discretisation: 'zoh' | 'euler';
  readonly update: 'dense' | 'scan';
  readonly state_bits: number;
  readonly stateFraction_bits: number;
  readonly coefficientFraction_bits: number;
  readonly readoutFraction_bits: number;
  /** Least widths (N11). */
  readonly coefficient_bits: number;
  readonly accumulator_bits: number;
}

export interface LayerInfo {
  readonly name: string;
  readonly kind: 'lmu' | 'dense';
  readonly inputs: number;
  readonly units: number;
  readonly weights: number;
  readonly multiplyAccumulatesPerFrame: number;
  /** Bits that live on from one frame to the next: states of the memories, and h where a matrix reads it. */
  readonly state_bits: number;
  readonly matrices: readonly MatrixInfo[];
  /** Absent in a dense layer. */
  readonly memory?: LinearMemoryInfo;
}

/** What a network is. Plain data, same input same bytes. */
export interface NetworkInfo {
  readonly schema: 'lmusim.info/1';
  readonly version: string;
  readonly kind: 'network';
  readonly network: {
    readonly name: string;
    readonly about: string;
    /** Of the file that this program writes for it. */
    readonly sha256: string;
    /** Such as `trained on synthetic speech`. */
    readonly weightsAre: string;
    readonly labels: readonly string[];
  };
  readonly inputs: number;
  readonly inputFraction_bits: number;
  /** How sound becomes a frame (docs/network-format.md), or null when it does not say. */
  readonly features: Readonly<Record<string, unknown>> | null;
  /** As the paper counts: entries of the matrices, zeros included; biases, A, B and tables are no weights. */
  readonly weights: number;
  readonly nonzeroWeights: number;
  readonly weight_bits: number;
  /** Thousands of bits. */
  readonly size_kbit: number;
  readonly biases: number;
  readonly state_bits: number;
  /** Of the matrices, and of the memories: order (order + 1) for each dense memory, order for each of a scan. */
  readonly multiplyAccumulatesPerFrame: {
    readonly total: number;
    readonly matrices: number;
    readonly memories: number;
  };
  readonly layers: readonly LayerInfo[];
}

/** One tile of a program file. */
export interface ProgramTileInfo {
  readonly tile: number;
  /** Layers that its instructions serve, in their order. */
  readonly layers: readonly string[];
  readonly instructions: number;
  readonly code_words: number;
  /** Elements of its images (docs/program-format.md), with the filling of incomplete words. */
  readonly weights: number;
  readonly biases: number;
  readonly coefficients: number;
  readonly tableEntries: number;
  /** Of the MAC array: rows times columns of every gemv of a frame. */
  readonly multiplyAccumulatesPerFrame: number;
}

/** What a program file is. Plain data, same input same bytes. */
export interface ProgramInfo {
  readonly schema: 'lmusim.info/1';
  readonly version: string;
  readonly kind: 'program';
  readonly program: { readonly sha256: string; readonly size_bytes: number };
  readonly network: { readonly name: string; readonly sha256: string; readonly labels: readonly string[] };
  readonly architecture_sha256: string;
  readonly inputs: number;
  readonly outputsPerCycle: number;
  readonly tiles: readonly ProgramTileInfo[];
}
