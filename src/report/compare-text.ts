import type { CompareResult, ComparedDesign, ComparedShare } from '../results/index.js';
import { assumptionLines } from './assumptions.js';
import { between } from './intervals.js';
import { document, pageOf } from './layout.js';
import { grouped, significant } from './numbers.js';
import type { TextOptions } from './style.js';
import { table, type Column } from './table.js';
import { fit, oneLine, widthOf, wrap } from './text.js';

/** Columns of the longest label, of a ratio with the letters of its causes, and of a design's name at most. */
const LABEL_WIDTH = 17;
const RATIO_WIDTH = 10;
const NAME_WIDTH = 16;

const LEGEND =
  'Why: c, other counts of events; t, another value in the table; s, another size (width, lanes, transistors) that the value is multiplied with.';

/** Designs that fit into a table beside the first. */
function designsBeside({ designs }: CompareResult, width: number): number {
  const value = Math.min(NAME_WIDTH, Math.max(9, ...designs.map(({ name }) => widthOf(oneLine(name)))));
  return Math.max(1, Math.floor((width - LABEL_WIDTH - 2 - value) / (value + 2 + RATIO_WIDTH + 2)));
}

/** Designs side by side: ratios are against the first. */
export function compareText(result: CompareResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const others = result.designs.map((_, index) => index).slice(1);
  const beside = designsBeside(result, page.width);
  const groups = Array.from({ length: Math.ceil(others.length / beside) }, (_, group) => [
    0,
    ...others.slice(group * beside, (group + 1) * beside),
  ]);
  return document([
    [
      page.style.heading(
        fit(oneLine(`Comparison by ${result.subject}, against ${result.designs[0]!.name}`), page.width),
      ),
    ],
    ...groups.map((chosen) => tableOf(result, chosen, page.width)),
    others.some((index) => causes(result, index).length > 0)
      ? wrap(LEGEND, page.width).map((line) => page.style.dim(line))
      : [],
    assumptionLines(result.designs, page),
  ]);
}

function causes({ units }: CompareResult, design: number): string[] {
  return units.flatMap(({ shares }) => shares[design]!.causes);
}

function tableOf({ designs, units }: CompareResult, chosen: readonly number[], width: number): string[] {
  const columns: Column[] = chosen.flatMap((index, position): Column[] => [
    { title: fit(oneLine(designs[index]!.name), NAME_WIDTH), align: 'right' },
    ...(position === 0 ? [] : [{ title: '', align: 'left' } as const]),
  ]);
  const row = (
    name: string,
    valueOf: (design: ComparedDesign, index: number) => number,
    show: (value: number) => string,
    why: (index: number) => string = () => '',
  ): string[] => {
    const first = valueOf(designs[0]!, 0);
    return [
      name,
      ...chosen.flatMap((index, position) => {
        const value = valueOf(designs[index]!, index);
        return position === 0
          ? [show(value)]
          : [show(value), `${ratio(value, first)} ${why(index)}`.trimEnd()];
      }),
    ];
  };
  const fixed = (value: number): string => significant(value);
  return [
    ...table(
      [{ title: '', align: 'left' }, ...columns],
      [
        row(
          'cycles a frame',
          ({ perFrame_cycles }) => perFrame_cycles,
          (value) => grouped(value),
        ),
        row('latency, ms', ({ latency_ms }) => latency_ms, fixed),
        row('average power, uW', ({ power_uW }) => power_uW, fixed),
        ...intervalRow(designs, chosen),
        row('nJ an inference', ({ energyPerInference_nJ }) => energyPerInference_nJ, fixed),
        ...units.map(({ unit, shares }) =>
          row(
            `  ${unit}`,
            (_, index) => shares[index]!.energyPerInference_nJ,
            fixed,
            (index) => shortCauses(shares[index]!),
          ),
        ),
      ],
      width,
    ),
    ...chosen
      .filter((index) => !designs[index]!.realTime)
      .map((index) => fit(oneLine(`${designs[index]!.name} misses real time`), width)),
  ];
}

/** The middle 90 % of each design's power, where a table has draws; two designs of one table move together. */
function intervalRow(designs: readonly ComparedDesign[], chosen: readonly number[]): string[][] {
  const intervals = chosen.map((index) => designs[index]!.power_uW_p5_p95);
  if (intervals.every((interval) => interval === undefined)) return [];
  return [
    [
      '  5-95 %',
      ...intervals.flatMap((interval, position) => {
        const text = interval === undefined ? '-' : between(interval);
        return position === 0 ? [text] : [text, ''];
      }),
    ],
    ...ratioRow(designs, chosen),
  ];
}

/** The middle 90 % of each power over the first: of draws that both share, so far narrower than the two apart suggest. */
function ratioRow(designs: readonly ComparedDesign[], chosen: readonly number[]): string[][] {
  const intervals = chosen.slice(1).map((index) => designs[index]!.power_ratio_p5_p95);
  if (intervals.every((interval) => interval === undefined)) return [];
  return [
    [
      '  ratio, 5-95 %',
      '',
      ...intervals.flatMap((interval) => [
        interval === undefined ? '-' : `x${interval.map((end) => significant(end, 3)).join(' to ')}`,
        '',
      ]),
    ],
  ];
}

function shortCauses({ causes }: ComparedShare): string {
  return causes.map((cause) => cause[0]).join('');
}

function ratio(value: number, first: number): string {
  if (first === 0) return value === 0 ? '' : 'new';
  return `x${significant(value / first, 3)}`;
}
