/** The figures of docs/validation.md, as vega-lite. */

const interval = (pair) => ({ low: pair[0], high: pair[1] });

/** Figure 3 of the paper: digitised points, the model times the common factor, its 5-95 % band. */
export function figure3({ commonFactor, points }, digitised) {
  const model = points.map(({ clock_kHz, power_uW, power_uW_p5_p95 }) => ({
    clock_kHz,
    power_uW: power_uW * commonFactor,
    ...interval(power_uW_p5_p95.map((value) => value * commonFactor)),
    what: 'least resources, calibrated model x common factor',
  }));
  const stated = digitised.map(({ clock_kHz, power_uW }) => ({
    clock_kHz,
    power_uW,
    what: "the paper's figure 3, digitised",
  }));
  const x = {
    field: 'clock_kHz',
    type: 'quantitative',
    title: 'clock, kHz',
    scale: { type: 'log', domain: [75, 1100], nice: false },
    axis: { values: [100, 200, 300, 500, 1000], format: 'd' },
  };
  const scale = { domain: [8, 18], zero: false };
  return {
    title: 'Power by clock: the shape of figure 3',
    width: 560,
    height: 330,
    layer: [
      {
        data: { values: model },
        mark: { type: 'area', opacity: 0.18, color: '#1f5fa8', clip: true },
        encoding: {
          x,
          y: { field: 'low', type: 'quantitative', title: 'power, uW', scale },
          y2: { field: 'high' },
        },
      },
      {
        data: { values: model },
        mark: { type: 'line', point: { size: 18 }, clip: true },
        encoding: { x, y: { field: 'power_uW', type: 'quantitative', scale }, color },
      },
      {
        data: { values: stated },
        mark: { type: 'point', filled: true, size: 34, opacity: 0.8, clip: true },
        encoding: { x, y: { field: 'power_uW', type: 'quantitative', scale }, color },
      },
    ],
  };
}

const color = {
  field: 'what',
  type: 'nominal',
  title: null,
  legend: { orient: 'top', direction: 'vertical', labelLimit: 500 },
};

/** Where the power of the design point goes, with what the posterior leaves open. */
export function byUnit(run) {
  const values = Object.entries(run.power.byUnit_uW)
    .map(([unit, power_uW]) => ({
      unit,
      power_uW,
      ...interval(run.power.byUnit_uW_p5_p95[unit]),
    }))
    .sort((a, b) => b.power_uW - a.power_uW);
  const y = { field: 'unit', type: 'nominal', title: null, sort: null, axis: { labelLimit: 300 } };
  return {
    title: 'The design point by unit, with 5-95 % intervals',
    width: 480,
    height: { step: 22 },
    data: { values },
    layer: [
      {
        mark: { type: 'bar', color: '#9db9dc' },
        encoding: { y, x: { field: 'power_uW', type: 'quantitative', title: 'power, uW' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, color: '#333333' },
        encoding: { y, x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
      },
    ],
  };
}

/** The same network on the accelerator and a microcontroller, and published chips, on a logarithmic axis; lines are intervals or ranges. */
export function platforms(list) {
  const values = list
    .filter(({ power_uW }) => power_uW !== null)
    .map(({ name, power_uW, power_uW_p5_p95, evidence, sameNetwork }) => ({
      name,
      power_uW: Math.sqrt(power_uW[0] * power_uW[1]),
      ...interval(power_uW_p5_p95 ?? power_uW),
      what: sameNetwork ? `this network, ${evidence}` : `a network of its own, ${evidence}`,
    }))
    .sort((a, b) => a.power_uW - b.power_uW);
  const y = { field: 'name', type: 'nominal', title: null, sort: null, axis: { labelLimit: 300 } };
  const x = { type: 'quantitative', title: 'power, uW', scale: { type: 'log', domain: [0.3, 400] } };
  return {
    title: 'Power of platforms; networks, words and scope differ',
    width: 460,
    height: { step: 20 },
    data: { values },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, color: '#808080' },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 70 },
        encoding: { y, x: { ...x, field: 'power_uW' }, color: { ...color, field: 'what' } },
      },
    ],
  };
}

/** Predictions with intervals. */
export function predicted(rows) {
  const values = rows.map(({ name, kind, power_uW, interval: pair }) => ({
    name,
    power_uW,
    ...interval(pair),
    kind,
  }));
  const y = { field: 'name', type: 'nominal', title: null, sort: null, axis: { labelLimit: 300 } };
  const x = { type: 'quantitative', title: 'power, uW', scale: { zero: true } };
  return {
    title: 'Predictions, with 5-95 % intervals',
    width: 460,
    height: { step: 24 },
    data: { values },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, color: '#808080' },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', filled: true, size: 70 },
        encoding: { y, x: { ...x, field: 'power_uW' }, color: { ...color, field: 'kind' } },
      },
    ],
  };
}
