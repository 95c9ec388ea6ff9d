/** How parts of a text are set off. Each takes text of a known width and adds nothing that a terminal shows. */
export interface Style {
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bar: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string): string => text;

/** No colour: what files and pipes get. */
export const PLAIN: Style = {
  heading: same,
  strong: same,
  dim: same,
  bar: same,
  good: same,
  bad: same,
};

export interface TextOptions {
  /** Columns that no line exceeds; at least {@link LEAST_WIDTH}, 80 when left out. */
  readonly width?: number;
  readonly style?: Style;
}

/** Narrower than this, no table fits. */
export const LEAST_WIDTH = 60;

export const DEFAULT_WIDTH = 80;
