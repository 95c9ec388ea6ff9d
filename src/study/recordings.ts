import { RecordingReader } from '../audio/index.js';
import type { Network } from '../network/index.js';
import type { SoundTreatment } from '../results/index.js';
import { featuresOf, treatmentOf } from './sound.js';

/** Where a recording stands in an input, for messages: `recordings[0]` of a features file. */
export interface RecordingOrigin {
  readonly path: string;
  readonly file?: string;
}

/** Frames of features to run, with a name for results. */
export interface NamedRecording {
  readonly name: string;
  /** int8 features, one vector of the network's inputs a frame. */
  readonly frames: readonly Int8Array[];
  /** How the sound became features, when it was sound. */
  readonly sound?: SoundTreatment;
  /** What messages call it, where that is not its name. */
  readonly origin?: RecordingOrigin;
}

/**
 * A WAV file as the network hears it: its features by the network's own description.
 *
 * @throws InputError when the file is not usable, or the network has no description of its features
 */
export function recordingFromWav(name: string, bytes: Uint8Array, network: Network): NamedRecording {
  return recordingFromPieces(name, [bytes], network);
}

/** As {@link recordingFromWav}, of a file in pieces, none of which is kept at the network's sample rate. */
export function recordingFromPieces(
  name: string,
  pieces: Iterable<Uint8Array>,
  network: Network,
): NamedRecording {
  const reader = new RecordingReader(featuresOf(network, name), name);
  const frames: Int8Array[] = [];
  for (const piece of pieces) for (const frame of reader.push(piece)) frames.push(frame);
  const rest = reader.end();
  return { name, frames: frames.concat(rest.frames), sound: treatmentOf(rest) };
}
