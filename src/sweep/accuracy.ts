import { ReferenceInference, type Network } from '../network/index.js';
import { InputError, type Problem } from '../problems/index.js';
import { recordingFromWav } from '../study/index.js';

/** A recording and what is said in it. */
export interface LabelledRecording {
  readonly name: string;
  readonly label: string;
  /** A WAV file: each network makes its own features of it. */
  readonly wav: Uint8Array;
}

/** What a network calls words that it was not taught. */
const UNKNOWN = '_unknown_';

/** Fraction of the recordings whose last frame is predicted as their label (docs/sweep.md, R2), by the integer reference. */
export function accuracyOf(network: Network, recordings: readonly LabelledRecording[]): number {
  let right = 0;
  for (const { name, label, wav } of recordings) {
    const { frames } = recordingFromWav(name, wav, network);
    const inference = new ReferenceInference(network);
    const results = frames.map((frame) => inference.step(frame).prediction);
    const expected = network.labels.includes(label) ? label : UNKNOWN;
    if (network.labels[results.at(-1)!] === expected) right += 1;
  }
  return right / recordings.length;
}

/** The label in a file's name: what stands behind its last `-`, or all of it, without the extension. */
export const labelOfName = (file: string): string => /([^-]*?)(\.[^.]*)?$/.exec(file)![1]!;

/**
 * Labels by the names of files, from lines `name,label`; a first line whose second word is `label` is a heading.
 *
 * @throws InputError `sweep.labels` for a line that has no two parts
 */
export function parseLabels(text: string, file?: string): ReadonlyMap<string, string> {
  const problems: Problem[] = [];
  const labels = new Map<string, string>();
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '') return;
    const [name = '', label = '', more] = line.split(',').map((part) => part.trim());
    if (index === 0 && label.toLowerCase() === 'label') return;
    if (name !== '' && label !== '' && more === undefined) labels.set(name, label);
    else {
      problems.push({
        ...{ code: 'sweep.labels', path: '', message: 'not a line of labels', expected: 'name,label' },
        ...(file === undefined ? {} : { file }),
        line: index + 1,
      });
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return labels;
}
