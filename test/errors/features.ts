import { byCommand, type Case } from './support.js';

const text = (fault: string, content: string | Uint8Array): Case =>
  byCommand(fault, 'run --features mine.json', { 'mine.json': content });
const document = (recordings: unknown, rest: object = {}): string =>
  JSON.stringify({ schema: 'lmusim.features/1', recordings, ...rest });
const frame = Array<number>(20).fill(0);

export const features: readonly Case[] = [
  text('An empty file', ''),
  text('A file that is not text', Uint8Array.of(0xff, 0xfe)),
  text('JSON that was cut short', document([{ name: 'a', frames: [frame] }]).slice(0, 60)),
  text('JSON with a comma too many', '{\n  "schema": "lmusim.features/1",\n  "recordings": [],\n}\n'),
  text('A key that stands twice', '{"schema":"lmusim.features/1","recordings":[],"recordings":[]}'),
  text('Nesting without end', '['.repeat(100_000)),
  text('Misspelt and missing keys', document([{ nam: 'a', frames: [frame] }], { recording: 1 })),
  text(
    'A file of another kind',
    JSON.stringify({ schema: 'lmusim.run/1', recordings: [{ name: 'a', frames: [frame] }] }),
  ),
  text('No recordings', document([])),
  text(
    'A recording without a name, and one without frames',
    document([
      { name: '', frames: [frame] },
      { name: 'b', frames: [] },
    ]),
  ),
  text(
    'Frames that are not whole numbers of 8 bits',
    document([{ name: 'a', frames: [[400, 1.5, '3'], frame] }]),
  ),
  text('A frame of no elements', document([{ name: 'a', frames: [frame, []] }])),
  text(
    'Frames of another length than the network takes',
    document([{ name: 'a', frames: [frame, [1, 2, 3]] }]),
  ),
];
