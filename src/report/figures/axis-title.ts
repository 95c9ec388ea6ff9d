const UNITS: readonly (readonly [suffix: string, unit: string])[] = [
  ['_uW', 'µW'],
  ['_nJ', 'nJ'],
  ['_ms', 'ms'],
  ['_kHz', 'kHz'],
  ['_V', 'V'],
  ['_C', '°C'],
  ['_nm', 'nm'],
  ['_cycles', 'cycles'],
  ['_bits', 'bits'],
];

const WORDS: Readonly<Record<string, string>> = {
  energyPerInference: 'energy of an inference',
  perFrame: 'work of a frame',
  busyFraction: 'busy part of a frame',
  weightBits: 'bits of a weight',
  stateBits: 'bits of a state',
  activationBits: 'bits of an activation',
  framePeriod: 'frame period',
  accuracy: 'accuracy, part of the recordings',
};

/** `power [µW]` from `power_uW`. */
export function axisTitle(name: string): string {
  const [suffix, unit] = UNITS.find(([end]) => name.endsWith(end)) ?? ['', ''];
  const bare = name.slice(0, name.length - suffix.length);
  const words =
    WORDS[bare] ??
    bare
      .replaceAll('_', ' ')
      .replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return unit === '' ? words : `${words} [${unit}]`;
}
