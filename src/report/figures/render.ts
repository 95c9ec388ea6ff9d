import type { LoggerInterface } from 'vega';
import type { TopLevelSpec } from 'vega-lite';

/**
 * A figure as vega-lite describes it (any composition of views), without `config`, which is that of every figure. Plain data:
 * vega-lite's own types are a union of hundreds of shapes that its compiler checks anyway.
 */
export type Figure = Readonly<Record<string, unknown>>;

/** One look for all figures. Fonts are named, not measured: text takes the room that vega estimates from its length. */
const CONFIG = {
  background: 'white',
  font: 'Helvetica, Arial, sans-serif',
  padding: 8,
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
    gridColor: '#e4e4e4',
    domainColor: '#808080',
    tickColor: '#808080',
    labelColor: '#333333',
    titleColor: '#111111',
  },
  legend: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', labelLimit: 240 },
  title: {
    fontSize: 13,
    fontWeight: 'bold',
    subtitleFontSize: 11,
    anchor: 'start',
    color: '#111111',
    offset: 10,
  },
  view: { stroke: null, continuousWidth: 480, continuousHeight: 320, discreteWidth: { step: 26 } },
  range: {
    category: [
      '#1f5fa8',
      '#d9730d',
      '#2a8a57',
      '#b03060',
      '#7a5ca8',
      '#8a6d3b',
      '#4aa3c7',
      '#9a9a1f',
      '#c77f9b',
      '#606060',
      '#2b3a67',
      '#e0a458',
      '#8fb339',
      '#5e2c04',
    ],
  },
} as const;

/** Attributes that hold geometry. What they hold comes of logarithms and powers, whose last bits engines may differ in. */
const GEOMETRY = / (transform|d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|viewBox)="([^"]*)"/g;

/**
 * Draws a figure as SVG, without a canvas and without a browser: the same figure gives the same bytes. vega is loaded with
 * the first figure.
 */
export async function figureSvg(figure: Figure): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec } = vegaLite.compile({ ...figure, config: CONFIG } as unknown as TopLevelSpec, {
    logger: refusing(vega.logger()),
  });
  // Clip paths are numbered through a process; a figure's bytes must not depend on what was drawn before it.
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  try {
    return rounded(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** What vega-lite would only warn of, such as a scale that a mark cannot have, is a fault of ours. */
function refusing(logger: LoggerInterface): LoggerInterface {
  return Object.assign(logger, {
    warn: (...words: readonly unknown[]) => {
      throw new Error(`figure: ${words.map(String).join(' ')}`);
    },
  });
}

function rounded(svg: string): string {
  const attribute = (_: string, name: string, value: string): string =>
    ` ${name}="${value.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100 || 0))}"`;
  return `${svg.replace(GEOMETRY, attribute)}\n`;
}
