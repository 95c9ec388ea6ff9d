import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Finding, Order, Report, Shared } from './protocol.js';

const LONGEST_INPUT = 1 << 23;
const MOST_HEAP_MB = 512;
const LOOK_MS = 500;
/** Processor time of one input after which it counts as endless. */
const HANG_MS = 30_000;

const processor_ms = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** A thread with a parser in it, and the watchdog beside it. */
export class Lab {
  readonly #worker: Worker;
  readonly #shared: Shared;

  private constructor(worker: Worker, shared: Shared) {
    this.#worker = worker;
    this.#shared = shared;
  }

  static async open(targetName: string): Promise<Lab> {
    const shared = {
      state: new Int32Array(new SharedArrayBuffer(5 * 4)),
      input: new Uint8Array(new SharedArrayBuffer(LONGEST_INPUT)),
    };
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: { targetName, shared },
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    await once(worker, 'message');
    return new Lab(worker, shared);
  }

  get inputs(): number {
    return this.#shared.state[0]!;
  }
  get taken(): number {
    return this.#shared.state[2]!;
  }
  get branches(): number {
    return this.#shared.state[3]!;
  }
  get corpus(): number {
    return this.#shared.state[4]!;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Runs inputs for some time. Ends early when an input had to be stopped. */
  async campaign(seed: string, milliseconds: number, found: (finding: Finding) => void): Promise<void> {
    await this.#order({ kind: 'campaign', seed, milliseconds }, found);
  }

  /** What one input does, or undefined when it is taken or refused as it should. */
  async attempt(input: Uint8Array): Promise<Finding | undefined> {
    let finding: Finding | undefined;
    await this.#order({ kind: 'attempt', input }, (each) => (finding = each));
    return finding;
  }

  #current(): Uint8Array {
    return this.#shared.input.slice(0, this.#shared.state[1]);
  }

  #order(order: Order, found: (finding: Finding) => void): Promise<void> {
    return new Promise((resolve) => {
      let since = processor_ms();
      let inputs = -1;
      const dog = setInterval(() => {
        if (this.inputs !== inputs) [inputs, since] = [this.inputs, processor_ms()];
        else if (processor_ms() - since > HANG_MS) {
          found({ kind: 'hang', what: `more than ${HANG_MS} ms`, input: this.#current() });
          finish();
        }
      }, LOOK_MS);
      const hear = (report: Report): void => {
        if (report.kind === 'done') finish();
        else if (report.kind !== 'ready') found(report);
      };
      const fail = (error: Error & { code?: string }): void => {
        const kind = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crash';
        found({ kind, what: error.message, input: this.#current() });
        finish();
      };
      const finish = (): void => {
        clearInterval(dog);
        this.#worker.off('message', hear).off('error', fail);
        resolve();
      };
      this.#worker.on('message', hear).on('error', fail);
      this.#worker.postMessage(order);
    });
  }
}
