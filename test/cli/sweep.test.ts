import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadHardware } from '../../src/study/files.node.js';
import type { SweepRecord } from '../../src/results/index.js';
import { lmusim, scratchFolder } from './support.js';

const scratch = scratchFolder();
const at = (name: string): string => join(scratch.path, name);
const records = (folder: string): SweepRecord[] =>
  readFileSync(join(folder, 'results.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as SweepRecord);

const FLAGS = ['--axis', 'clock_kHz=50,92,100', '--axis', 'wake:wake_cycles=0..4/3', '--check', '0.2'];

beforeAll(async () => {
  const { code, stderr } = await lmusim([
    'sweep',
    ...FLAGS,
    '-o',
    at('out'),
    '--best',
    at('best.yaml'),
    '--csv',
    at('out.csv'),
    '--parquet',
    at('out.parquet'),
  ]);
  expect(stderr).toContain('wrote');
  expect(code).toBe(0);
});

describe('lmusim sweep', () => {
  test('runs the points of its flags and says what is best', async () => {
    expect(
      records(at('out')).map(({ values, status }) => [values['clock_kHz'], values['wake'], status].join(' ')),
    ).toEqual([
      ...['50 0 infeasible', '50 2 infeasible', '50 4 infeasible'],
      ...['92 0 ok', '92 2 ok', '92 4 ok', '100 0 ok', '100 2 ok', '100 4 ok'],
    ]);
    const { code, stdout } = await lmusim(['sweep', ...FLAGS, '-o', at('out'), '--resume']);
    expect(code).toBe(0);
    expect(stdout).toContain('9: 6 ok, 3 infeasible, 0 failed');
    expect(stdout).toContain('  energy      calibrated, table 22nm-calibrated\n');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const summary = JSON.parse(
      (await lmusim(['sweep', ...FLAGS, '-o', at('out'), '--resume', '--json'])).stdout,
    ) as object;
    expect(summary).toMatchObject({
      schema: 'lmusim.sweep/1',
      points: { ok: 6, infeasible: 3 },
      best: { values: { clock_kHz: 92, wake: 0 } },
    });
  });

  test('says so when no point was checked', async () => {
    const { stdout } = await lmusim([
      'sweep',
      '--axis',
      'wake_cycles=0',
      '--check',
      '0',
      '-o',
      at('unchecked'),
    ]);
    expect(stdout).toContain('checked     no point was run on the simulator too');
  });

  test('the figures of a point are what run says of a second of sound', async () => {
    const run = JSON.parse((await lmusim(['run', '--set', 'clock_kHz=100', '--json'])).stdout) as {
      readonly power: { readonly total_uW: number };
    };
    expect(records(at('out'))[6]!.results!['power_uW']).toBe(run.power.total_uW);
  });

  test('--best is a hardware file of the best point', async () => {
    expect((await lmusim(['config', 'validate', at('best.yaml')])).code).toBe(0);
    const { about: _about, ...best } = loadHardware(at('best.yaml'));
    const { about: _own, ...expected } = loadHardware('paper-22nm');
    expect(best).toEqual(expected);
  });

  test('--best says so when no point is ok', async () => {
    const flags = ['--axis', 'clock_kHz=10', '-o', at('none'), '--best', at('none.yaml')];
    const { code, stdout, stderr } = await lmusim(['sweep', ...flags]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `lmusim: no point is ok: ${at('none.yaml')} was not written\n`,
    });
    expect(stdout).toContain('No point is ok');
    expect(existsSync(at('none.yaml'))).toBe(false);
  });

  test('--csv has a row for every point', () => {
    const [head, ...rows] = readFileSync(at('out.csv'), 'utf8').trimEnd().split('\r\n');
    expect(head).toMatch(
      /^index,key,status,clock_kHz,wake,table_status,power_uW,.*,power_macArray_uW,.*,checked,reasons$/,
    );
    expect(rows).toHaveLength(9);
    expect(rows[3]).toContain(String(records(at('out'))[3]!.results!['power_uW']));
  });

  test('--dry-run tells points, and in JSON all of them, and writes nothing', async () => {
    const { stdout, stderr } = await lmusim(['sweep', ...FLAGS, '--dry-run', '--where', 'clock_kHz < 99']);
    expect(stdout).toContain('6 points\n3 combinations left out by where\n\n0 clock_kHz=50 wake=0');
    expect(stderr).toMatch(/^lmusim: about \d+ s with/);
    const json = JSON.parse((await lmusim(['sweep', ...FLAGS, '--dry-run', '--json'])).stdout) as {
      points: unknown[];
    };
    expect(json.points).toHaveLength(9);
    expect(existsSync(at('dry'))).toBe(false);
  });

  test('shards merge to the same bytes; a folder is not run into twice', async () => {
    for (const shard of ['2/2', '1/2']) {
      expect((await lmusim(['sweep', ...FLAGS, '--shard', shard, '-o', at('sharded'), '--quiet'])).code).toBe(
        0,
      );
    }
    expect((await lmusim(['sweep', 'merge', at('sharded')])).code).toBe(0);
    for (const file of ['results.jsonl', 'manifest.json']) {
      expect(readFileSync(join(at('sharded'), file), 'utf8')).toBe(
        readFileSync(join(at('out'), file), 'utf8'),
      );
    }
    const again = await lmusim(['sweep', ...FLAGS, '-o', at('out')]);
    expect(again).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--resume goes on with it') as string,
    });
  });

  test('--slurm writes a job array that a shell takes, and runs nothing', async () => {
    const where = 'clock_kHz < 99 or equalText("it\'s", "a")';
    const { stdout } = await lmusim([
      'sweep',
      ...FLAGS,
      '--where',
      where,
      '--slurm',
      '16',
      '-o',
      at('array'),
    ]);
    expect(stdout).toContain('lmusim sweep merge');
    const script = readFileSync(at('array/array.sbatch'), 'utf8');
    expect(script).toMatch(/^#!\/bin\/bash\n[^]*#SBATCH --array=1-16\n[^]*#SBATCH --requeue\n/);
    expect(script).toContain(`--where 'clock_kHz < 99 or equalText("it'\\''s", "a")'`);
    expect(script).toContain('--shard "${SLURM_ARRAY_TASK_ID}/16"');
  });

  test('progress shows to a person only', async () => {
    const watched = await lmusim(['sweep', ...FLAGS, '-o', at('watched')], { watched: true });
    // Faster than a line is worth, or one that is wiped again.
    expect(watched.stderr === '' || watched.stderr.endsWith('\u001b[K')).toBe(true);
    const { lineOf, durationText } = await import('../../src/cli/sweep-progress.js');
    expect(lineOf(250, 1000, 50)).toBe(
      '██████░░░░░░░░░░░░░░░░░░ 250 of 1000 points, 50.0 a second, 15 s left',
    );
    expect([59, 61, 3700].map(durationText)).toEqual(['59 s', '1 min 1 s', '1 h 1 min']);
  });
});

describe('lmusim plot', () => {
  test.each(['scatter', 'heat', 'line', 'bars'])('draws a %s, the same bytes every time', async (kind) => {
    const first = await lmusim(['plot', at('out'), '--kind', kind]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const powers = kind === 'heat' ? '<' : '; (thin lines|band): 5-95 %<';
    expect(first.stdout).toMatch(
      new RegExp(`^<svg [^]*>power: calibrated, table 22nm-calibrated${powers}[^]*</svg>\n$`),
    );
    expect(await lmusim(['plot', at('out'), '--kind', kind])).toEqual(first);
  });

  test('a name that is none is refused with a suggestion', async () => {
    const { code, stderr } = await lmusim(['plot', at('out'), '--x', 'clock_khz']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "lmusim: --x: neither axis nor result: received 'clock_khz' (did you mean 'clock_kHz'?)\n",
    });
  });
});

test('a sweep of a file takes paths from where the file is', async () => {
  writeFileSync(at('mine.yaml'), (await lmusim(['config', 'expand', 'paper-22nm'])).stdout);
  writeFileSync(at('study.yaml'), 'hardware: ./mine.yaml\nframes: 2\naxes: { clock_kHz: [92] }\n');
  expect((await lmusim(['sweep', at('study.yaml'), '-o', at('file')])).code).toBe(0);
  expect(readFileSync(join(at('file'), 'manifest.json'), 'utf8')).toContain(
    '"command": "lmusim sweep study.yaml"',
  );
});
