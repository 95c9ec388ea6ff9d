import type { CaseCheck, CheckResult } from '../../results/index.js';
import { document, item, pageOf, several, type Page } from '../layout.js';
import type { TextOptions } from '../style.js';
import { fit, oneLine } from '../text.js';
import { assumptionLines } from '../assumptions.js';
import { inputsText, missedText, movements } from './causes.js';

/** Movements of a case that are told in text; JSON has all. */
const SHOWN = 12;

/** The result of a check for people. */
export function checkText(result: CheckResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const cases = result.baselines.flatMap(({ cases }) => cases);
  const moved = cases.filter(({ ok }) => !ok);
  const summary =
    moved.length === 0
      ? page.style.good(`${several(String(cases.length), 'case')}, nothing moved`)
      : page.style.bad(`${moved.length} of ${several(String(cases.length), 'case')} moved`);
  return document([
    ...result.baselines.flatMap(({ file, cases }) => [
      [page.style.heading(fit(oneLine(file), page.width)), ...cases.flatMap((each) => caseLines(each, page))],
    ]),
    [
      summary,
      ...(result.ok ? [] : ['lmusim check --update accepts what is simulated now as the new baseline']),
    ],
    assumptionLines(cases, page),
  ]);
}

function caseLines(check: CaseCheck, page: Page): string[] {
  const { style, width } = page;
  const name = fit(oneLine(check.name), width - 9);
  const [inputs, missed] = [inputsText(check), missedText(check)];
  const notes = [missed ?? []].flat();
  if (check.ok) {
    if (inputs !== undefined) notes.push(`nothing moved, but ${inputs}`);
    return [`  ${style.good('ok')}     ${name}`, ...notes.flatMap((note) => item(page, note))];
  }
  const lines = movements(check);
  const rest = lines.length - SHOWN;
  return [
    `  ${style.bad('moved')}  ${name}`,
    ...lines.slice(0, SHOWN).flatMap(({ text }) => item(page, text)),
    ...(rest > 0 ? item(page, `and ${rest} more (--json has all)`) : []),
    ...[...notes, inputs ?? []].flat().flatMap((note) => item(page, note)),
  ];
}
