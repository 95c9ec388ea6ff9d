import type { RecordingOutcome, RunResult } from '../results/index.js';
import { field, several, type Page } from './layout.js';
import { asGiven, grouped } from './numbers.js';
import { table } from './table.js';
import { fit } from './text.js';

/** Labels are cut to this many columns in a table. */
const LABEL_WIDTH = 12;

/** What was heard: one recording in words, several as a table. */
export function recordingLines(result: RunResult, page: Page): string[] {
  const { recordings, state, network } = result;
  const { style } = page;
  const labels = network.labels;
  if (recordings.length === 1) {
    const recording = recordings[0]!;
    const { score, second } = leadersOf(recording);
    const lead =
      second === undefined
        ? ''
        : `, ${grouped(score - second.score)} ahead of ${labels[second.index]} (scores ${grouped(score)} and ${grouped(second.score)})`;
    const lines = field(page, 'keyword', recording.prediction + lead);
    return [
      style.heading('Result'),
      lines[0]!.replace(recording.prediction, style.strong),
      ...lines.slice(1),
    ];
  }
  return [
    style.heading(`Results (${state === 'kept' ? 'one stream, state kept' : 'machine reset before each'})`),
    ...table(
      [
        { title: 'recording', align: 'left' },
        { title: 'keyword', align: 'left' },
        { title: 'runner-up', align: 'left' },
        { title: 'lead', align: 'right' },
        { title: 'frames', align: 'right' },
      ],
      recordings.map((recording) => {
        const { score, second } = leadersOf(recording);
        return [
          recording.name,
          fit(recording.prediction, LABEL_WIDTH),
          second === undefined ? '' : fit(labels[second.index]!, LABEL_WIDTH),
          second === undefined ? '' : grouped(score - second.score),
          grouped(recording.frames.length),
        ];
      }),
      page.width - 2,
    ).map((line, index) => `  ${index === 0 ? style.dim(line) : line}`),
  ];
}

/** What a recording was: length and rate of its sound, frames. */
export function describeRecording({ name, sound, frames }: RecordingOutcome): string {
  const length = several(grouped(frames.length), 'frame');
  if (sound === undefined) return `${name}, ${length} of features`;
  const { sampleRate_Hz, samples, channels, resampledTo_Hz } = sound;
  const seconds = `${grouped(samples / sampleRate_Hz, 2)} s at ${asGiven(sampleRate_Hz / 1000)} kHz`;
  const mixed = channels === 1 ? '' : `, ${channels} channels averaged`;
  const resampled = resampledTo_Hz === null ? '' : `, resampled to ${asGiven(resampledTo_Hz / 1000)} kHz`;
  return `${name}, ${seconds}${mixed}${resampled}, ${length}`;
}

/** Score of the prediction of the last frame, and the greatest of the others; of equals the lowest index leads. */
function leadersOf({ frames, predictionIndex }: RecordingOutcome) {
  const { scores } = frames.at(-1)!;
  const [second] = scores
    .map((score, index) => ({ score, index }))
    .filter(({ index }) => index !== predictionIndex)
    .sort((a, b) => b.score - a.score);
  return { score: scores[predictionIndex]!, second };
}
