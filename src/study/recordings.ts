import { recordingToFeatures } from '../audio/index.js';
import type { Network } from '../network/index.js';
import { InputError } from '../problems/index.js';
import type { SoundTreatment } from '../results/index.js';

/** Frames of features to run, with a name for results. */
export interface NamedRecording {
  readonly name: string;
  /** int8 features, one vector of the network's inputs a frame. */
  readonly frames: readonly Int8Array[];
  /** How the sound became features, when it was sound. */
  readonly sound?: SoundTreatment;
}

/**
 * A WAV file as the network hears it: its features by the network's own description.
 *
 * @throws InputError when the file is not usable, or the network has no description of its features
 */
export function recordingFromWav(name: string, bytes: Uint8Array, network: Network): NamedRecording {
  if (network.features === undefined) {
    throw new InputError([
      {
        code: 'study.no-features',
        path: name,
        message: `network '${network.name}' does not say how sound becomes features`,
        hint: 'give it features instead of a recording',
      },
    ]);
  }
  const { frames, sampleRate_Hz, channels, samples, resampledTo_Hz } = recordingToFeatures(
    bytes,
    network.features,
    name,
  );
  return {
    name,
    frames,
    sound: { sampleRate_Hz, channels, samples, resampledTo_Hz: resampledTo_Hz ?? null },
  };
}
