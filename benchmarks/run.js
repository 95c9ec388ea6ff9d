/**
 * Runs every *.bench.js beside this file on the built package. Each exports `addTo(bench)`, which adds its tasks, and may
 * export `conclude(bench)`, lines that are printed under its table, and `options` of the bench.
 * With --check every task runs once and nothing is timed: the question is only whether it still works.
 */
import { readdirSync } from 'node:fs';
import { Bench } from 'tinybench';

const check = process.argv.includes('--check');
const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.bench.js'));
for (const file of files.sort()) {
  const { addTo, conclude, options } = await import(`./${file}`);
  const bench = new Bench({
    name: file,
    throws: true,
    ...(check ? { iterations: 1, time: 0, warmup: false } : options),
  });
  await addTo(bench);
  await bench.run();
  if (check) console.log(`${file}: ${bench.tasks.length} tasks work`);
  else {
    console.table(bench.table());
    for (const line of conclude?.(bench) ?? []) console.log(line);
  }
}
