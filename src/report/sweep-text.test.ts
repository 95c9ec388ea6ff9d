import { expect, test } from 'vitest';
import { VERSION, type Sensitivity, type SweepRecord, type SweepSummary } from '../results/index.js';
import { sweepText } from './sweep-text.js';

const CALIBRATED = { name: 'fitted', sha256: '', status: 'calibrated' } as const;
const BOTTOM_UP = { name: 'parts', sha256: '', status: 'bottom-up' } as const;

const text = (
  results: Readonly<Record<string, number>>,
  means: Partial<Sensitivity>,
  head: Partial<SweepSummary> = {},
): string => {
  const best: SweepRecord = {
    ...{ key: '', index: 0, values: { clock_kHz: 92 }, status: 'ok', results },
  };
  return sweepText({
    ...{ schema: 'lmusim.sweep/1', version: VERSION, id: '', about: '', axes: ['clock_kHz'] },
    ...{ objectives: { power_uW: 'least' }, reasons: [], best, front: [best], tables: [CALIBRATED] },
    points: { total: 1, ok: 1, infeasible: 0, failed: 0, checked: 0 },
    sensitivity: [
      { axis: 'clock_kHz', objective: 'power_uW', lowest: 2, highest: 6.4, explained: 1, ...means },
    ],
    ...head,
  });
};

test('brackets are explained wherever some stand, be it in a mean alone', () => {
  const legend = 'brackets    5-95 %: where 90 % of the draws of a calibrated table put it; not\n';
  expect(text({ power_uW: 2 }, {})).not.toMatch(/\[|brackets/);
  expect(text({ power_uW: 2, power_uW_p5: 1, power_uW_p95: 3 }, {})).toContain(legend);
  const mean = text({ power_uW: 2 }, { highest_p5_p95: [6, 7] });
  expect(mean).toContain('6.400 [6.00-7.00]');
  expect(mean).toContain(legend);
});

test('a line says which tables priced the points and of which status they are, and another that both rank together (O5)', () => {
  const power = (head: Partial<SweepSummary>): string => text({ power_uW: 2 }, {}, head);
  const both = 'the front ranks both kinds together';
  expect(power({})).toContain('  energy      calibrated, table fitted\n');
  expect(power({ tables: [BOTTOM_UP] })).toContain(
    '  energy      bottom-up estimate, not calibrated, table parts\n',
  );
  const two = [CALIBRATED, { ...CALIBRATED, name: 'other' }];
  expect(power({ tables: two })).toContain('  energy      calibrated, tables fitted, other\n');
  expect(power({ tables: two })).not.toContain(both);
  const mixed = power({ tables: [BOTTOM_UP, CALIBRATED] });
  expect(mixed).toContain(
    '  energy      calibrated, table fitted\n              bottom-up estimate, not calibrated, table parts\n',
  );
  expect(mixed).toContain(both);
  expect(power({ tables: [BOTTOM_UP, CALIBRATED], objectives: { latency_ms: 'least' } })).not.toContain(both);
});
