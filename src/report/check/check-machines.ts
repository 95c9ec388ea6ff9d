/** The result of a check in the forms that continuous integration reads. */
import type { CaseCheck, CheckResult } from '../../results/index.js';
import { METRIC_TEXTS, inputsText, metricText, movements } from './causes.js';

const escapeXml = (text: string): string =>
  text
    // XML 1.0 cannot carry other control characters at all.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

function reasons(check: CaseCheck): string {
  return [...movements(check), inputsText(check) ?? []].flat().join('\n');
}

/** JUnit XML: a test suite for each baseline file, a test case for each of its cases. */
export function checkJUnit({ baselines }: CheckResult): string {
  const failures = (cases: readonly CaseCheck[]): number => cases.filter(({ ok }) => !ok).length;
  const all = baselines.flatMap(({ cases }) => cases);
  const suites = baselines.map(({ file, cases }) => {
    const name = escapeXml(file);
    const tests = cases.map((check) => {
      const opening = `    <testcase classname="${name}" name="${escapeXml(check.name)}"`;
      if (check.ok) return `${opening}/>\n`;
      const first = escapeXml(movements(check)[0]!);
      return `${opening}>\n      <failure message="${first}">${escapeXml(reasons(check))}</failure>\n    </testcase>\n`;
    });
    return `  <testsuite name="${name}" tests="${cases.length}" failures="${failures(cases)}">\n${tests.join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="lmusim check" tests="${all.length}" failures="${failures(all)}">\n${suites.join('')}</testsuites>\n`;
}

/** Annotations of GitHub Actions: a workflow command for each case that moved. */
export function checkAnnotations({ baselines }: CheckResult): string {
  const data = (text: string): string =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return baselines
    .flatMap(({ file, cases }) =>
      cases
        .filter(({ ok }) => !ok)
        .map(
          (check) =>
            `::error file=${property(file)},title=${property(`${check.name} moved`)}::${data(reasons(check))}\n`,
        ),
    )
    .join('');
}

/** Markdown for the summary of a step. */
export function checkMarkdown({ ok, baselines }: CheckResult): string {
  const cell = (text: string): string => text.replace(/[\\|`<>*_\n]/g, (c) => (c === '\n' ? ' ' : `\\${c}`));
  const rows = baselines.flatMap(({ file, cases }) =>
    cases.map((check) => {
      const energy = check.metrics.find(({ metric }) => metric === 'energyPerInference_nJ')!;
      const why = check.ok ? 'nothing moved' : movements(check).slice(0, 4).join('; ');
      return `| ${check.ok ? 'ok' : '**moved**'} | ${cell(file)} | ${cell(check.name)} | ${energy.received} | ${cell(why)} |\n`;
    }),
  );
  return [
    `### lmusim check: ${ok ? 'nothing moved' : 'cycles or energy moved'}\n\n`,
    '| | baseline | case | energy per inference, nJ | why |\n|---|---|---|---:|---|\n',
    ...rows,
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
        ...(metric.ok ? {} : { extra: metricText(metric) }),
      })),
    ),
  );
  return `${JSON.stringify(entries, null, 2)}\n`;
}
