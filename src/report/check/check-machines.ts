/** The result of a check in the forms that continuous integration reads. */
import type { CaseCheck, CheckResult } from '../../results/index.js';
import { sharedAssumptions } from '../assumptions.js';
import { intervalText } from '../intervals.js';
import { METRIC_TEXTS, inputsText, metricText, missedText, movements, type Movement } from './causes.js';

const escapeXml = (text: string): string =>
  text
    // XML 1.0 cannot carry other control characters at all.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

function reasons(check: CaseCheck): string {
  const lines = movements(check).map(({ text }) => text);
  return [...lines, missedText(check) ?? [], inputsText(check) ?? []].flat().join('\n');
}

/** JUnit XML: a test suite for each baseline file, a test case for each of its cases; what the figures are stands behind them. */
export function checkJUnit({ baselines }: CheckResult): string {
  const failures = (cases: readonly CaseCheck[]): number => cases.filter(({ ok }) => !ok).length;
  const all = baselines.flatMap(({ cases }) => cases);
  const suites = baselines.map(({ file, cases }) => {
    const name = escapeXml(file);
    const tests = cases.map((check) => {
      const opening = `    <testcase classname="${name}" name="${escapeXml(check.name)}"`;
      if (check.ok) return `${opening}/>\n`;
      const first = escapeXml(movements(check)[0]!.text);
      return `${opening}>\n      <failure message="${first}">${escapeXml(reasons(check))}</failure>\n    </testcase>\n`;
    });
    const sentences = sharedAssumptions(cases);
    const output =
      sentences.length === 0 ? '' : `    <system-out>${escapeXml(sentences.join('\n'))}</system-out>\n`;
    return `  <testsuite name="${name}" tests="${cases.length}" failures="${failures(cases)}">\n${tests.join('')}${output}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lmusim check" tests="${all.length}" failures="${failures(all)}">\n${suites.join('')}</testsuites>\n`;
}

/** What GitHub shows of the errors of one step; it drops the others without a word. */
const MOST_ANNOTATIONS = 10;

/**
 * Annotations of GitHub Actions: a workflow command for each thing that moved, the most important of every case first. Where
 * there are more than GitHub shows, the last says how many.
 */
export function checkAnnotations({ baselines }: CheckResult): string {
  const all = baselines
    .flatMap(({ file, cases }) =>
      cases.flatMap((check) => movements(check).map((movement, rank) => ({ file, check, movement, rank }))),
    )
    // Sorting keeps the order of equals.
    .sort((a, b) => a.rank - b.rank);
  if (all.length <= MOST_ANNOTATIONS) return all.map(annotation).join('');
  const shown = all.slice(0, MOST_ANNOTATIONS - 1);
  const { file } = all[shown.length]!;
  const title = `${all.length - shown.length} more moved`;
  const text = 'lmusim check --format text shows the greatest of each case, and --json all';
  return [...shown.map(annotation), workflowCommand(file, title, text)].join('');
}

function annotation({
  file,
  check,
  movement,
}: {
  file: string;
  check: CaseCheck;
  movement: Movement;
}): string {
  const inputs = inputsText(check);
  const text = [movement.text, inputs ?? []].flat().join('\n');
  return workflowCommand(file, `${check.name}: ${movement.subject} moved`, text);
}

function workflowCommand(file: string, title: string, text: string): string {
  const data = (value: string): string =>
    value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (value: string): string => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return `::error file=${property(file)},title=${property(title)}::${data(text)}\n`;
}

/** Markdown for the summary of a step. */
export function checkMarkdown({ ok, baselines }: CheckResult): string {
  const cell = (text: string): string => text.replace(/[\\|`<>*_\n]/g, (c) => (c === '\n' ? ' ' : `\\${c}`));
  const rows = baselines.flatMap(({ file, cases }) =>
    cases.map((check) => {
      const energy = check.metrics.find(({ metric }) => metric === 'energyPerInference_nJ')!;
      const why = [
        ...(check.ok
          ? ['nothing moved']
          : movements(check)
              .slice(0, 4)
              .map(({ text }) => text)),
        missedText(check) ?? [],
      ]
        .flat()
        .join('; ');
      return `| ${check.ok ? 'ok' : '**moved**'} | ${cell(file)} | ${cell(check.name)} | ${energy.received}${intervalText(check.energyPerInference_nJ_p5_p95)} | ${cell(why)} |\n`;
    }),
  );
  const sentences = sharedAssumptions(baselines.flatMap(({ cases }) => cases));
  return [
    `### lmusim check: ${ok ? 'nothing moved' : 'cycles or energy moved'}\n\n`,
    '| | baseline | case | energy per inference, nJ | why |\n|---|---|---|---:|---|\n',
    ...rows,
    ...sentences.map((sentence) => `\n${cell(sentence)}\n`),
  ].join('');
}

/** The JSON that github-action-benchmark reads as customSmallerIsBetter. */
export function checkBenchmark({ baselines }: CheckResult): string {
  const entries = baselines.flatMap(({ cases }) =>
    cases.flatMap((check) =>
      check.metrics.map((metric) => ({
        name: `${check.name}: ${METRIC_TEXTS[metric.metric].name}`,
        unit: METRIC_TEXTS[metric.metric].unit,
        value: metric.received,
        ...(metric.ok ? {} : { extra: metricText(metric, check) }),
      })),
    ),
  );
  return `${JSON.stringify(entries, null, 2)}\n`;
}
