import { isEnergy, isPower, statusTexts } from '../energy-status.js';
import { wrap } from '../text.js';
import type { Figure } from './render.js';
import type { FigureRequest } from './rows.js';

/** Letters of a line that is about as wide as a figure. */
const WIDTH = 84;

/** What marks of limits are called. */
const LIMITS: Readonly<Record<string, string>> = { area: 'band', rule: 'thin lines' };

/**
 * What kind of number the powers and energies of a figure are, and what its limits are if it has some; nothing for a figure
 * without any.
 */
export function statusLines(request: FigureRequest, figure: Figure): string[] {
  const names = shownNames(request);
  const what = [...(names.some(isPower) ? ['power'] : []), ...(names.some(isEnergy) ? ['energy'] : [])].join(
    ' and ',
  );
  if (what === '') return [];
  const kinds = statusTexts(request.tables).map((text) => `${what}: ${text}`);
  const limits = limitsText(figure);
  // Limits may be of either kind: beside both they have a line of their own.
  const means = request.kind === 'heat' ? ['a cell that holds both is their mean'] : [];
  const lines = kinds.length === 1 ? [[...kinds, ...limits].join('; ')] : [...kinds, ...limits, ...means];
  return lines.flatMap((line) => wrap(line, WIDTH));
}

function shownNames({ kind, x, y, colour }: FigureRequest): string[] {
  if (kind === 'bars') return [x, 'power_uW'];
  return [x, y, colour ?? (kind === 'heat' ? 'power_uW' : '')];
}

function limitsText({ layer = [] }: { readonly layer?: unknown }): string[] {
  const layers = layer as readonly { readonly mark: { readonly type: string }; readonly encoding: object }[];
  const limits = layers.find(({ encoding }) => 'x2' in encoding || 'y2' in encoding);
  return limits === undefined ? [] : [`${LIMITS[limits.mark.type]}: 5-95 %`];
}
