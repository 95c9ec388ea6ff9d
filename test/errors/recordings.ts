import { readFileSync } from 'node:fs';
import { createMfccExtractor, resample } from '../../src/audio/index.js';
import { chunk, dataChunk, fmt, riff } from '../../src/audio/wav.testing.js';
import { repositoryFile } from '../cli/support.js';
import { byCommand, byLibrary, type Case } from './support.js';

const clip = new Uint8Array(readFileSync(repositoryFile('examples/yes.wav')));
const wav = (fault: string, content: string | Uint8Array): Case =>
  byCommand(fault, 'run clip.wav', { 'clip.wav': content });

export const recordings: readonly Case[] = [
  wav('An empty file', ''),
  wav('A file of another kind', 'ID3, an MP3 file perhaps'),
  wav(
    'A RIFF file that is no recording',
    Uint8Array.from(chunk('RIFF', new TextEncoder().encode('AVI LIST'))),
  ),
  wav('A file that ends inside its header', clip.subarray(0, 10)),
  wav('A file that ends before its format', clip.subarray(0, 30)),
  wav('A recording that was cut short', clip.subarray(0, 20_000)),
  wav('Samples before their format', riff(dataChunk([1, 2]), fmt())),
  wav('A format chunk that is too short', riff(chunk('fmt ', new Uint8Array(8)), dataChunk([1]))),
  wav('Samples of 24 bits', riff(fmt({ bits: 24 }), dataChunk([1, 2, 3]))),
  wav('Samples that are not PCM', riff(fmt({ tag: 85 }), dataChunk([1]))),
  wav('Six channels at another rate', riff(fmt({ channels: 6, rate_Hz: 8_000_000 }), dataChunk([1, 2, 3]))),
  wav('A block align that contradicts the rest', riff(fmt({ blockAlign: 3 }), dataChunk([1]))),
  wav('No channels', riff(fmt({ channels: 0 }), dataChunk([1]))),
  wav('Half a sample', riff(fmt(), chunk('data', Uint8Array.of(1, 2, 3)))),
  wav('No samples', riff(fmt(), dataChunk([]))),
  wav('A recording shorter than one window', riff(fmt(), dataChunk([1, 2, 3]))),
  byLibrary('Another rate than a resampler takes', 'resample(samples, 16000, 0)', () =>
    resample(new Float32Array(8), 16_000, 0),
  ),
  byLibrary('A window that no FFT takes', 'createMfccExtractor({ ..., window_samples: 500 })', () =>
    createMfccExtractor({
      kind: 'mfcc',
      sampleRate_Hz: 16_000,
      hop_samples: 320,
      window_samples: 500,
      melBands: 40,
      lowest_Hz: 40,
      highest_Hz: 7600,
      logOffset: 1e-4,
      coefficients: 1,
      mean: [0],
      standardDeviation: [1],
      fraction: 5,
    }),
  ),
];
