import { RecordingReader } from '../audio/index.js';
import type { MfccDescription, Network } from '../network/index.js';
import { InputError } from '../problems/index.js';
import type { SoundTreatment } from '../results/index.js';
import type { RecordingStream } from './frame-queue.js';

/** How the network describes its features; `name` is what they are wanted of. @throws InputError when it does not */
export function featuresOf(network: Network, name: string): MfccDescription {
  if (network.features !== undefined) return network.features;
  throw new InputError([
    {
      code: 'study.no-features',
      path: name,
      message: `network '${network.name}' does not say how sound becomes features`,
      hint: 'give it features instead of a recording',
    },
  ]);
}

/**
 * A WAV file that comes in pieces of any size, such as a pipe's, as a recording that runs while it comes: each frame is
 * there as soon as its samples are. At the network's sample rate no piece is kept.
 *
 * @throws InputError when the network has no description of its features; while it is read, when the file is not usable
 */
export function wavStream(
  name: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  network: Network,
): RecordingStream {
  const reader = new RecordingReader(featuresOf(network, name), name);
  let sound: SoundTreatment | undefined;
  async function* frames(): AsyncGenerator<Int8Array> {
    for await (const piece of pieces) yield* reader.push(piece);
    const rest = reader.end();
    sound = treatmentOf(rest);
    yield* rest.frames;
  }
  return { name, frames: frames(), sound: () => sound! };
}

/** What of a recording's features is said in results. */
export function treatmentOf({
  sampleRate_Hz,
  channels,
  samples,
  resampledTo_Hz,
}: {
  readonly sampleRate_Hz: number;
  readonly channels: number;
  readonly samples: number;
  readonly resampledTo_Hz: number | undefined;
}): SoundTreatment {
  return { sampleRate_Hz, channels, samples, resampledTo_Hz: resampledTo_Hz ?? null };
}
