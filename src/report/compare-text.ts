import type { CompareResult, ComparedDesign, ComparedShare, Interval } from '../results/index.js';
import { assumptionLines } from './assumptions.js';
import { limitsText } from './intervals.js';
import { document, pageOf } from './layout.js';
import { grouped, significant } from './numbers.js';
import type { TextOptions } from './style.js';
import { table, type Column } from './table.js';
import { fit, oneLine, quantity, widthOf, wrap } from './text.js';

/** Columns of the longest label, of a ratio with the letters of its causes, and of a design's name at most. */
const LABEL_WIDTH = 17;
const RATIO_WIDTH = 10;
const NAME_WIDTH = 16;

const LEGEND =
  'Why: c, other counts of events; t, another value in the table; s, another size (width, lanes, transistors) that the value is multiplied with.';

const BRACKETS = 'Brackets: 5-95 %, by the draws of a calibrated table.';

/** What a row says of each design: a figure, how well it is known, and how it stands to that of the first. */
interface Line {
  readonly label: string;
  readonly cells: readonly { readonly value: string; readonly limits?: string; readonly beside: string }[];
}

function valueWidth({ designs }: CompareResult, lines: readonly Line[]): number {
  const texts = [
    ...designs.map(({ name }) => titleOf(name)),
    ...lines.flatMap(({ cells }) => cells.map(textOf)),
  ];
  return Math.max(...texts.map(widthOf));
}

const textOf = ({ value, limits }: Line['cells'][number]): string =>
  limits === undefined ? value : quantity(value, `[${limits}]`);

/** Columns of the first design and one beside it. */
function widthOfPair(result: CompareResult, lines: readonly Line[]): number {
  return LABEL_WIDTH + 2 * (2 + valueWidth(result, lines)) + 2 + RATIO_WIDTH;
}

/** Limits below their figures, for a narrow terminal. */
function stacked(lines: readonly Line[]): Line[] {
  return lines.flatMap(({ label, cells }) => {
    const figures = { label, cells: cells.map(({ value, beside }) => ({ value, beside })) };
    if (cells.every(({ limits }) => limits === undefined)) return [figures];
    const below = cells.map(({ limits = '-' }) => ({ value: limits, beside: '' }));
    return [figures, { label: `${/^ */.exec(label)![0]}  5-95 %`, cells: below }];
  });
}

/** Designs that fit into a table beside the first. */
function designsBeside(result: CompareResult, lines: readonly Line[], width: number): number {
  const value = valueWidth(result, lines);
  return Math.max(1, Math.floor((width - LABEL_WIDTH - 2 - value) / (value + 2 + RATIO_WIDTH + 2)));
}

const titleOf = (name: string): string => fit(oneLine(name), NAME_WIDTH);

/** Designs side by side: ratios are against the first. */
export function compareText(result: CompareResult, options: TextOptions = {}): string {
  const page = pageOf(options);
  const others = result.designs.map((_, index) => index).slice(1);
  const wide = linesOf(result);
  const lines = widthOfPair(result, wide) <= page.width ? wide : stacked(wide);
  const beside = designsBeside(result, lines, page.width);
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
    ...groups.map((chosen) => tableOf(result, lines, chosen, page.width)),
    [
      ...(others.some((index) => causes(result, index).length > 0) ? wrap(LEGEND, page.width) : []),
      ...(lines === wide && result.designs.some(({ power_uW_p5_p95: known }) => known)
        ? wrap(BRACKETS, page.width)
        : []),
    ].map((line) => page.style.dim(line)),
    assumptionLines(result.designs, page),
  ]);
}

function causes({ units }: CompareResult, design: number): string[] {
  return units.flatMap(({ shares }) => shares[design]!.causes);
}

function linesOf({ designs, units }: CompareResult): Line[] {
  const line = (
    label: string,
    of: (design: ComparedDesign, index: number) => number,
    show: (value: number) => string = (value) => significant(value),
    limits: (index: number) => Interval | undefined = () => undefined,
    why: (index: number) => string = () => '',
  ): Line => {
    const first = of(designs[0]!, 0);
    return {
      label,
      cells: designs.map((design, index) => {
        const value = of(design, index);
        const beside = index === 0 ? '' : `${ratio(value, first)} ${why(index)}`.trimEnd();
        const interval = limits(index);
        return { value: show(value), ...(interval && { limits: limitsText(interval) }), beside };
      }),
    };
  };
  return [
    line(
      'cycles a frame',
      ({ perFrame_cycles }) => perFrame_cycles,
      (value) => grouped(value),
    ),
    line('latency, ms', ({ latency_ms }) => latency_ms),
    line(
      'average power, uW',
      ({ power_uW }) => power_uW,
      undefined,
      (index) => designs[index]!.power_uW_p5_p95,
    ),
    ...ratioLine(designs),
    line(
      'nJ an inference',
      ({ energyPerInference_nJ }) => energyPerInference_nJ,
      undefined,
      (index) => designs[index]!.energyPerInference_nJ_p5_p95,
    ),
    ...units.map(({ unit, shares }) =>
      line(
        `  ${unit}`,
        (_, index) => shares[index]!.energyPerInference_nJ,
        undefined,
        (index) => shares[index]!.energyPerInference_nJ_p5_p95,
        (index) => shortCauses(shares[index]!),
      ),
    ),
  ];
}

/** The middle 90 % of each power over the first: of draws that both share, so far narrower than the two apart suggest. */
function ratioLine(designs: readonly ComparedDesign[]): Line[] {
  if (designs.every(({ power_ratio_p5_p95 }) => power_ratio_p5_p95 === undefined)) return [];
  const text = (interval: Interval | undefined): string =>
    interval === undefined ? '-' : `x${interval.map((end) => significant(end, 3)).join(' to ')}`;
  return [
    {
      label: '  ratio, 5-95 %',
      cells: designs.map(({ power_ratio_p5_p95: interval }, index) => ({
        value: index === 0 ? '' : text(interval),
        beside: '',
      })),
    },
  ];
}

function tableOf(
  { designs }: CompareResult,
  lines: readonly Line[],
  chosen: readonly number[],
  width: number,
): string[] {
  const columns = chosen.flatMap((index, position): Column[] => [
    { title: titleOf(designs[index]!.name), align: 'right' },
    ...(position === 0 ? [] : [{ title: '', align: 'left' } as const]),
  ]);
  const rows = lines.map(({ label, cells }) => [
    label,
    ...chosen.flatMap((index, position) => {
      const text = textOf(cells[index]!);
      return position === 0 ? [text] : [text, cells[index]!.beside];
    }),
  ]);
  return [
    ...table([{ title: '', align: 'left' }, ...columns], rows, width),
    ...chosen
      .filter((index) => !designs[index]!.realTime)
      .map((index) => fit(oneLine(`${designs[index]!.name} misses real time`), width)),
  ];
}

function shortCauses({ causes }: ComparedShare): string {
  return causes.map((cause) => cause[0]).join('');
}

function ratio(value: number, first: number): string {
  if (first === 0) return value === 0 ? '' : 'new';
  return `x${significant(value / first, 3)}`;
}
