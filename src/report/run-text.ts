import type { RunResult } from '../results/index.js';
import { gauge } from './bars.js';
import { document, field, item, LABEL_WIDTH, pageOf, several, technologyText, type Page } from './layout.js';
import { asGiven, grouped, percent } from './numbers.js';
import { overridesText } from './overrides-text.js';
import { cycleLines } from './run-cycles.js';
import { decisionLines } from './run-decisions.js';
import { powerLines } from './run-power.js';
import { describeRecording, recordingLines } from './run-recordings.js';
import { unitLines } from './run-units.js';
import { rowLines } from './run-rows.js';
import type { TextOptions } from './style.js';
import { padEnd, padStart, quantity } from './text.js';

/** A shorter gauge says nothing. */
const LEAST_GAUGE = 8;

export interface RunTextOptions extends TextOptions {
  /** With a table of how each unit was clocked and what was waited for. */
  readonly units?: boolean;
}

/** A run's result for a person to read: no line is wider than the page. Ends with a line end. */
export function runText(result: RunResult, options: RunTextOptions = {}): string {
  const page = pageOf(options);
  const decisions = decisionLines(result, page);
  return document([
    headLines(result, page),
    recordingLines(result, page),
    decisions.length === 0 ? [] : [page.style.heading('Decisions over time'), ...decisions],
    realTimeLines(result, page),
    powerLines(result, page),
    cycleLines(result, page),
    options.units === true ? unitLines(result, page) : [],
    saturationLines(result, page),
    rowLines(result, page),
    [page.style.heading('Assumptions'), ...result.assumptions.flatMap((text) => item(page, text))],
  ]);
}

/** What ran. */
function headLines({ version, network, hardware, recordings }: RunResult, page: Page): string[] {
  const { node_nm, voltage_V, temperature_C, clock_kHz } = hardware;
  return [
    page.style.heading(`lmusim ${version}`),
    ...field(
      page,
      'network',
      `${network.name}, ${grouped(network.weights)} weights of ${network.weightBits} bits, ${network.weightsAre}`,
    ),
    ...field(
      page,
      'hardware',
      `${hardware.name}${overridesText(hardware.overrides)}, ${several(String(hardware.tiles), 'tile')} at ${quantity(asGiven(clock_kHz), 'kHz')}, ${technologyText({ node_nm, voltage_V, temperature_C })}`,
    ),
    ...(recordings.length === 1 ? field(page, 'recording', describeRecording(recordings[0]!)) : []),
  ];
}

function realTimeLines({ cycles, latency_ms, hardware, realTime }: RunResult, page: Page): string[] {
  const { style } = page;
  const { perFrame, framePeriod, latency, maxLatency } = cycles;
  const lines: readonly (readonly [string, string, number, number])[] = [
    ['frame', `${grouped(perFrame)} of ${grouped(framePeriod)} cycles`, perFrame, framePeriod],
    ['latency', `${grouped(latency_ms, 1)} of ${asGiven(hardware.maxLatency_ms)} ms`, latency, maxLatency],
  ];
  const textWidth = Math.max(...lines.map(([, text]) => text.length));
  return [
    `${style.heading('Real time')} ${realTime.ok ? style.good('met') : style.bad('MISSED')}`,
    ...lines.flatMap(([label, text, used, allowed]) => {
      const share = allowed === 0 ? '' : `${percent(used, allowed)} %`;
      const room = Math.min(40, page.width - LABEL_WIDTH - textWidth - 2 - Math.max(9, share.length + 2));
      if (room < LEAST_GAUGE) return field(page, label, `${text}, ${share}`);
      const drawn = gauge(allowed === 0 ? 1 : used / allowed, room);
      const colour = used > allowed ? style.bad : style.bar;
      return `${style.dim(padEnd(`  ${label}`, LABEL_WIDTH))}${padEnd(text, textWidth)}  ${colour(drawn.used)}${style.dim(drawn.left)}${padStart(share, 9)}`;
    }),
  ];
}

/** Values that were clamped, when there were any. */
function saturationLines({ saturations }: RunResult, page: Page): string[] {
  const tiles = saturations.flatMap(({ tile, vector, state, readout }) => {
    const places = [
      { count: vector, noun: 'vector element' },
      { count: state, noun: 'memory state' },
      { count: readout, noun: 'readout' },
    ].filter(({ count }) => count > 0);
    if (places.length === 0) return [];
    return field(
      page,
      `tile ${tile}`,
      places.map(({ count, noun }) => several(grouped(count), noun)).join(', '),
    );
  });
  return tiles.length === 0
    ? []
    : [page.style.heading('Saturations (values clamped to their width)'), ...tiles];
}
