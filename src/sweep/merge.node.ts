import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, type Problem } from '../problems/index.js';
import type { SweepRecord, SweepSummary } from '../results/index.js';
import { isComplete, MANIFEST, readManifest, readResults, RESULTS, shardsIn } from './folder.node.js';
import { manifestText } from './manifest.js';
import { summaryOf } from './run-sweep.node.js';
import { writeWhole } from './write-whole.node.js';

/**
 * Puts the shards of a folder together: what an unsharded run would have written.
 *
 * @throws InputError `sweep.merge` when a shard is missing, unfinished, or of another sweep
 */
export function mergeShards(folder: string): SweepSummary {
  const shards = existsSync(folder) ? shardsIn(folder) : [];
  const manifests = shards.map(readManifest);
  const [first] = manifests;
  const problems: Problem[] = [];
  const wrong = (message: string, hint?: string): void => {
    problems.push({
      code: 'sweep.merge',
      path: '',
      file: folder,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  if (first === undefined || first.shard === null) {
    throw new InputError([
      {
        code: 'sweep.merge',
        path: '',
        file: folder,
        message: 'no shards of a sweep',
        expected: 'shard-1-of-N and the others',
      },
    ]);
  }
  const { of } = first.shard;
  for (let number = 1; number <= of; number++) {
    const name = `shard-${number}-of-${of}`;
    const place = join(folder, name);
    const own = manifests[shards.indexOf(place)];
    if (own === undefined) wrong(`${name} is missing`, `run it with --shard ${number}/${of}`);
    else if (own.id !== first.id) wrong(`${name} is of another sweep`);
    else if (!isComplete(place))
      wrong(`${name} is not complete`, `run it with --shard ${number}/${of} --resume`);
  }
  if (shards.length > of) wrong('shards of several numbers', 'leave those of one number');
  if (problems.length > 0) throw new InputError(problems);

  const parts = Array.from({ length: of }, (_, index) =>
    readResults(join(folder, `shard-${index + 1}-of-${of}`)),
  );
  const known = readManifest(folder);
  if (known !== undefined && known.id !== first.id) {
    throw new InputError([
      { code: 'sweep.merge', path: '', file: folder, message: 'it holds the results of another sweep' },
    ]);
  }
  writeWhole(join(folder, RESULTS), (put) => {
    for (let index = 0; index < first.points; index++) {
      const next = parts[index % of]!.next();
      const record: SweepRecord | undefined = next.done === true ? undefined : next.value;
      if (record?.index !== index) {
        throw new InputError([
          { code: 'sweep.damaged', path: '', file: folder, message: `point ${index} is not in its shard` },
        ]);
      }
      put(Buffer.from(`${JSON.stringify(record)}\n`));
    }
  });
  writeWhole(join(folder, MANIFEST), (put) => put(Buffer.from(manifestText({ ...first, shard: null }))));
  return summaryOf(folder);
}
