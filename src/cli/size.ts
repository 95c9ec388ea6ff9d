import type { InputError } from '../problems/index.js';
import { COMMON, HARDWARE, single } from './options.js';
import type { Terminal } from './terminal.js';
import type { Arguments, Verb } from './verb.js';

export const size: Verb = {
  command: 'size <network>',
  describe: 'Find the least hardware of a family that runs a network in real time',
  positionals: { network: { type: 'string', describe: 'shipped name or .safetensors file' } },
  options: {
    ...HARDWARE,
    tiles: single('numbers of tiles, such as 1,2,3; up to one for each layer when left out'),
    lanes: single('MAC lanes that a tile may have, such as 8,16,32; 1 to 32 times P when left out'),
    'legendre-lanes': single('Legendre lanes that a tile may have; 1,2,4,8 when left out'),
    'clock-kHz': single('clocks, such as 50,92; that of --hardware when left out'),
    ...COMMON,
    output: single('write the hardware file that was found', 'o'),
  },
  examples: [
    ['lmusim size kws-bootstrap', 'the least hardware at the clock of the default configuration'],
    [
      'lmusim size kws-bootstrap --tiles 3 --lanes 8,16,32 -o least.yaml',
      'of a smaller family, and as a hardware file that run takes',
    ],
  ],
  act,
};

async function act(given: Arguments, terminal: Terminal): Promise<'no' | undefined> {
  const [
    { ArgumentReader },
    { jsonText, openProduct },
    { overridesOf, withOverrides },
    { all },
    files,
    { leastHardware },
    { sizeText },
    { yamlText },
    problems,
  ] = await Promise.all([
    import('./arguments.js'),
    import('./output.js'),
    import('./overrides.js'),
    import('./all.js'),
    import('../study/files.node.js'),
    import('../study/index.js'),
    import('../report/index.js'),
    import('./yaml-text.js'),
    import('../problems/index.js'),
  ]);
  const args = new ArgumentReader(given);
  const networkName = args.input('network')!;
  const hardwareName = args.text('hardware') ?? files.DEFAULT_HARDWARE;
  const family = {
    tiles: args.wholeNumbers('tiles'),
    lanes: args.wholeNumbers('lanes'),
    legendreLanes: args.wholeNumbers('legendre-lanes'),
    clock_kHz: args.numbers('clock-kHz'),
  };
  const overrides = overridesOf(args);
  const output = openProduct(args, terminal);
  const [network, hardware] = all([
    () => files.loadNetwork(networkName),
    () => files.loadHardware(hardwareName, { overrides }),
  ]);
  const { answer, result: found } = named(problems.InputError, () =>
    leastHardware({
      network,
      hardware,
      family: Object.fromEntries(Object.entries(family).filter(([, values]) => values !== undefined)),
    }),
  );
  const result = withOverrides(found, overrides);
  if (answer !== undefined) output.write?.(yamlText(answer.hardware));
  output.deliver(output.format === 'json' ? jsonText(result) : sizeText(result, output.text));
  return answer === undefined ? 'no' : undefined;
}

/** What the command calls the parts of a family. */
const FLAGS: Readonly<Record<string, string>> = {
  family: '--lanes',
  'family.tiles': '--tiles',
  'family.lanes': '--lanes',
  'family.legendreLanes': '--legendre-lanes',
  'family.clock_kHz': '--clock-kHz',
};

/** A problem with the family names the flag that says it. */
function named<T>(Refusal: typeof InputError, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      error.problems.map((problem) => ({ ...problem, path: FLAGS[problem.path] ?? problem.path })),
    );
  }
}
