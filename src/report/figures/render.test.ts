import { describe, expect, it } from 'vitest';
import { figureSvg, type Figure } from './render.js';

const FIGURE: Figure = {
  title: 'power against <clock>',
  data: {
    values: [1, 10, 100, 470].map((clock, i) => ({ clock, power: 1 / (i + 1), kind: i % 2 ? 'a' : 'b' })),
  },
  mark: { type: 'line', clip: true },
  encoding: {
    x: { field: 'clock', type: 'quantitative', title: 'clock [kHz]', scale: { type: 'log' } },
    y: { field: 'power', type: 'quantitative', title: 'power [µW]' },
    color: { field: 'kind', type: 'nominal' },
  },
};

describe('a figure as SVG', () => {
  it('is the same bytes at every drawing, whatever was drawn before', async () => {
    const first = await figureSvg(FIGURE);
    await figureSvg({ data: { values: [{ a: 1 }] }, mark: { type: 'point', clip: true }, encoding: {} });
    expect(await figureSvg(FIGURE)).toBe(first);
    expect(first).toMatch(/^<svg xmlns=/);
    expect(first).toContain('power against &lt;clock&gt;');
    expect(first).toContain('clock [kHz]');
  });

  it('holds no geometry finer than a hundredth of a pixel', async () => {
    const svg = await figureSvg(FIGURE);
    expect(svg.match(/ d="[^"]*\.\d{3,}/)).toBeNull();
    expect(svg).toMatch(/ d="[^"]*\.\d/);
  });

  it('refuses what vega-lite only warns of', async () => {
    const bar = {
      mark: 'bar',
      encoding: { x: { field: 'a', type: 'quantitative', scale: { type: 'nosuch' } } },
    };
    await expect(figureSvg({ data: { values: [{ a: 1 }] }, ...bar })).rejects.toThrow(/figure:/);
  });
});
