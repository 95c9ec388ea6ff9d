/** The thread in which inputs run, so that one that hangs or eats memory ends this thread and not the campaign. */
import { parentPort, workerData } from 'node:worker_threads';
import * as fc from 'fast-check';
import seedrandom from 'seedrandom';
import { Coverage } from './hits.js';
import type { FindingKind, Order, Report, Shared } from './protocol.js';
import { attempt } from './target.js';
import { TARGETS } from './targets/index.js';

const { targetName, shared } = workerData as { targetName: string; shared: Shared };
const target = TARGETS.find(({ name }) => name === targetName)!;
const seeds = await target.seeds();
const coverage = new Coverage();

const BATCH = 32;
/** Growth of the process's greatest memory by one input that is a finding. */
const MOST_MEMORY_KB = 300_000;

const tell = (report: Report): void => parentPort!.postMessage(report);

/** One input, watched: what was found, if anything. The watchdog knows the input before it runs. */
async function execute(input: Uint8Array): Promise<{ taken: boolean; kind?: FindingKind; what?: string }> {
  shared.input.set(input.subarray(0, shared.input.length));
  shared.state[1] = input.length;
  Atomics.add(shared.state, 0, 1);
  const before = process.resourceUsage();
  let taken = false;
  try {
    taken = (await attempt(target, input)) === 'taken';
  } catch (error) {
    const { message = String(error), stack = '' } = error instanceof Error ? error : {};
    const place = stack.split('\n').find((text) => text.startsWith('    at ')) ?? '';
    return { taken, kind: 'crash', what: `${message.slice(0, 500)} ${place.trim()}` };
  }
  const after = process.resourceUsage();
  const time_ms =
    (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1000;
  if (time_ms > target.limit_ms) return { taken, kind: 'slow', what: `more than ${target.limit_ms} ms` };
  if (after.maxRSS - before.maxRSS > MOST_MEMORY_KB) {
    return { taken, kind: 'memory', what: `more than ${MOST_MEMORY_KB / 1000} MB` };
  }
  return { taken };
}

/** Mutates what has led somewhere new, the latest more often, until the time is over. */
async function campaign(seed: string, milliseconds: number): Promise<void> {
  const random = seedrandom.alea(seed);
  const corpus: Uint8Array[] = [];
  const end = performance.now() + milliseconds;
  let taken = 0;
  const step = async (input: Uint8Array): Promise<void> => {
    coverage.begin();
    const outcome = await execute(input);
    if (outcome.taken) taken++;
    if (coverage.end() && outcome.kind === undefined) corpus.push(input);
    if (outcome.kind !== undefined) tell({ kind: outcome.kind, what: outcome.what!, input });
    shared.state[2] = taken;
    shared.state[3] = coverage.branches;
    shared.state[4] = corpus.length;
  };
  for (const input of seeds) await step(input);
  const pick = (): Uint8Array => {
    const age = Math.floor(corpus.length * (random() < 0.5 ? random() : random() ** 4));
    return corpus[corpus.length - 1 - age] ?? seeds[0]!;
  };
  while (performance.now() < end) {
    const batch = fc.sample(target.mutants(pick(), pick()), { seed: random.int32(), numRuns: BATCH });
    for (const input of batch) if (performance.now() < end) await step(input);
  }
}

async function obey(order: Order): Promise<void> {
  if (order.kind === 'campaign') await campaign(order.seed, order.milliseconds);
  else {
    const { kind, what } = await execute(order.input);
    if (kind !== undefined) tell({ kind, what: what!, input: order.input });
  }
  tell({ kind: 'done' });
}

parentPort!.on('message', (order: Order) => void obey(order));
tell({ kind: 'ready' });
