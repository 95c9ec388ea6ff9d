import { axisTitle } from './axis-title.js';
import { powerBars } from './power-bars.js';
import type { Figure } from './render.js';
import { statusLines } from './status-lines.js';
import {
  isNumeric,
  limitLayers,
  positions,
  rowsOf,
  withLimits,
  type FigureKind,
  type FigureRequest,
  type Row,
} from './rows.js';

/** A figure of a sweep's results, with a line that says what kind of number its powers and energies are. */
export function sweepFigure(request: FigureRequest): Figure {
  const { title, kind } = request;
  const figure = DRAW[kind](request);
  const lines = statusLines(request, figure);
  if (lines.length === 0) return { ...(title === undefined ? {} : { title }), ...figure };
  // There is no subtitle without a title.
  const head =
    title === undefined
      ? { text: lines, fontSize: 11, fontWeight: 'normal' }
      : { text: title, subtitle: lines };
  return { title: head, ...figure };
}

const DRAW: Readonly<Record<FigureKind, (request: FigureRequest) => Figure>> = {
  ...{ scatter, heat, line },
  bars: powerBars,
};

/** Few values of a colour are told apart by hue, many by a ramp. */
function coloured(rows: readonly Row[], colour: string | undefined): object {
  if (colour === undefined) return { value: '#1f5fa8' };
  const different = new Set(rows.map(({ c }) => c)).size;
  const title = axisTitle(colour);
  if (!isNumeric(rows, 'c') || different <= 8) return { field: 'c', type: 'nominal', title, sort: null };
  return { field: 'c', type: 'quantitative', title, scale: { scheme: 'viridis' } };
}

/** Every point, and the front as a line of larger ones. */
function scatter(request: FigureRequest): Figure {
  const rows = rowsOf(request);
  const at = positions(rows, request);
  const front = rows.filter((row) => row['front'] === true);
  const { objectives, x, y } = request;
  // With more objectives than the two that show, the front is no curve.
  const isCurve = Object.keys(objectives).every((name) => name === x || name === y);
  return {
    layer: [
      {
        data: { values: rows.filter((row) => row['front'] === false) },
        mark: { type: 'point', filled: true, size: 26, opacity: 0.55, clip: true },
        encoding: { ...at, color: coloured(rows, request.colour) },
      },
      ...limitLayers(front, at),
      ...(isCurve
        ? [
            {
              data: { values: front },
              mark: { type: 'line', color: '#b03060', strokeWidth: 1.5, clip: true },
              encoding: { ...at, order: { field: 'x', type: 'quantitative' } },
            },
          ]
        : []),
      {
        data: { values: front },
        mark: {
          type: 'point',
          filled: true,
          size: 64,
          opacity: 1,
          stroke: '#b03060',
          strokeWidth: 1.5,
          clip: true,
        },
        encoding: { ...at, color: coloured(rows, request.colour) },
      },
    ],
  };
}

/** A colour for each pair of values; the mean where several points share one. */
function heat(request: FigureRequest): Figure {
  const { colour = 'power_uW', x, y } = request;
  const rows = rowsOf({ ...request, colour });
  const band = (field: 'x' | 'y', title: string, descending: boolean): object => ({
    ...{ field, type: 'ordinal', title },
    ...(descending ? { sort: 'descending' } : {}),
    axis: { labelAngle: 0, labelOverlap: 'greedy', grid: false },
  });
  const cells = new Set(rows.map((row) => row['x'])).size;
  return {
    ...(cells > 20 ? { width: 480 } : { width: { step: 36 } }),
    data: { values: rows },
    mark: 'rect',
    encoding: {
      x: band('x', axisTitle(x), false),
      y: band('y', axisTitle(y), true),
      color: {
        field: 'c',
        aggregate: 'mean',
        type: 'quantitative',
        title: axisTitle(colour),
        scale: { scheme: 'viridis', zero: false },
      },
    },
  };
}

/** A line for each colour, through the best of the points that share a place on it; the others stand beside it. */
function line(request: FigureRequest): Figure {
  const rows = rowsOf(request);
  const at = positions(rows, request);
  const { colour, objectives, y } = request;
  const best = objectives[y] === 'most' ? 'max' : 'min';
  const color =
    colour === undefined
      ? {}
      : { color: { field: 'c', type: 'nominal', title: axisTitle(colour), sort: null } };
  const band = knownLines(bestRows(rows, best));
  const layer = (mark: object, position: object): object => ({ mark, encoding: { ...position, ...color } });
  return {
    data: { values: rows },
    layer: [
      ...(band.length > 0
        ? [
            {
              data: { values: band },
              ...layer(
                { type: 'area', opacity: 0.15, clip: true },
                { ...at, y: { ...at.y, field: 'y5' }, y2: { field: 'y95' } },
              ),
            },
          ]
        : []),
      layer({ type: 'point', filled: true, size: 14, opacity: 0.45, clip: true }, at),
      layer({ type: 'line', strokeWidth: 1.5, clip: true }, { ...at, y: { ...at.y, aggregate: best } }),
    ],
  };
}

/** The rows of the lines whose every row has limits: a band would cross a gap. */
function knownLines(rows: readonly Row[]): readonly Row[] {
  const known = new Set(withLimits(rows, 'y'));
  const broken = new Set(rows.filter((row) => !known.has(row)).map(({ c }) => c));
  return rows.filter(({ c }) => !broken.has(c));
}

/** Of the rows that share a place on a line, the one that it goes through. */
function bestRows(rows: readonly Row[], best: 'min' | 'max'): readonly Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const place = JSON.stringify([row['c'], row['x']]);
    const other = found.get(place);
    const [y, before] = [Number(row['y']), Number(other?.['y'])];
    if (other === undefined || (best === 'min' ? y < before : y > before)) found.set(place, row);
  }
  return [...found.values()];
}
