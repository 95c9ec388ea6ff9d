import { grouped } from '../report/index.js';
import { VERSION } from '../results/index.js';
import { PointEvaluator, planSweep, pointsOf, type SweepPlan } from '../sweep/index.js';
import type { LoadedSweep } from '../sweep/files.node.js';
import { unitMath } from '../study/unit-math.node.js';
import { jsonText, type Output } from './output.js';
import { durationText } from './sweep-progress.js';
import type { Terminal } from './terminal.js';

/** Points that the text lists; the JSON has all. */
const SHOWN = 20;
/** Points that are run to estimate the time of all, the first of them to warm up. */
const TRIED = 6;

/** Which points there are, and about how long they take. */
export async function dryRun(
  { definition, inputs }: LoadedSweep,
  workers: number,
  output: Output,
  terminal: Terminal,
): Promise<void> {
  const plan = await planSweep(definition, inputs, unitMath);
  if (output.format === 'json') {
    const points = [...pointsOf(plan)].map(({ index, key, values, check }) => ({
      index,
      key,
      values,
      check,
    }));
    const { id, leftOut, repeated } = plan;
    output.deliver(
      jsonText({ schema: 'lmusim.sweep.points/1', version: VERSION, id, leftOut, repeated, points }),
    );
    return;
  }
  const lines = [...pointsOf({ ...plan, length: Math.min(SHOWN, plan.length) })].map(
    ({ index, values, check }) =>
      [
        index,
        ...Object.entries(values).map(([name, value]) => `${name}=${value}`),
        ...(check ? ['(checked)'] : []),
      ].join(' '),
  );
  const more = plan.length - lines.length;
  const out = [
    `${grouped(plan.length)} points`,
    ...(plan.leftOut > 0 ? [`${grouped(plan.leftOut)} combinations left out by where`] : []),
    ...(plan.repeated > 0 ? [`${grouped(plan.repeated)} combinations that stand already`] : []),
    '',
    ...lines,
    ...(more > 0 ? [`and ${grouped(more)} more`] : []),
  ];
  output.deliver(`${out.join('\n')}\n`);
  // A time is no result: it is another one each time.
  terminal.note(
    `lmusim: about ${durationText(estimate_s(plan, workers))} with ${workers === 1 ? 'one worker' : `${workers} workers`}\n`,
  );
}

function estimate_s(plan: SweepPlan, workers: number): number {
  const evaluator = new PointEvaluator(plan.sweep, plan.inputs, unitMath);
  const time_ms = (index: number, check: boolean): number => {
    const started = performance.now();
    evaluator.evaluate({ ...plan.point(index), check });
    return performance.now() - started;
  };
  const tried = Array.from({ length: TRIED }, (_, i) => Math.floor((i * (plan.length - 1)) / (TRIED - 1)));
  const times = tried.map((index) => time_ms(index, false)).slice(1);
  const each_ms = times.reduce((sum, time) => sum + time, 0) / times.length;
  let checked = 0;
  for (const { check } of pointsOf(plan)) if (check) checked += 1;
  const check_ms = checked === 0 ? 0 : Math.max(0, time_ms(tried.at(-1)!, true) - each_ms);
  return (each_ms * plan.length + check_ms * checked) / 1000 / workers;
}
