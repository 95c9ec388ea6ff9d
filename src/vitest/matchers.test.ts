import { expect, test } from 'vitest';
import { sampleResult } from '../report/sample-result.testing.js';
import './index.js';

const run = sampleResult;
const failure = (assertion: () => void): string => {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion passed');
};

test('a budget that is just met passes, and one below fails', () => {
  const { power, energy, cycles, latency_ms } = run;
  expect(run).toStayWithinPower_uW(power.total_uW);
  expect(run).not.toStayWithinPower_uW(power.total_uW * 0.999);
  expect(run).toStayWithinEnergy_nJ(energy.perInference_nJ);
  expect(run).not.toStayWithinEnergy_nJ(energy.perInference_nJ * 0.999);
  expect(run).toStayWithinCycles(cycles.perFrame);
  expect(run).not.toStayWithinCycles(cycles.perFrame - 1);
  expect(run).toStayWithinLatency_ms(latency_ms);
  expect(run).not.toStayWithinLatency_ms(latency_ms * 0.999);
});

test('a failure says what was allowed, what was received and where most of it goes', () => {
  expect(failure(() => expect(run).toStayWithinPower_uW(0.5))).toMatchInlineSnapshot(
    `"expected average power to be at most 0.500000 uW, received 3.00000 uW (most of it: weightSram 2.000 uW, macArray 1.000 uW)"`,
  );
  expect(failure(() => expect(run).toStayWithinCycles(100))).toMatchInlineSnapshot(
    `"expected cycles a frame to be at most 100 cycles, received 500 cycles"`,
  );
  expect(failure(() => expect(run).not.toStayWithinCycles(100_000))).toMatchInlineSnapshot(
    `"expected cycles a frame to be more than 100,000 cycles, received 500 cycles"`,
  );
});

test('a unit has a budget of its own, and a misspelt unit is no budget that is met', () => {
  const [unit, uW] = Object.entries(run.power.byUnit_uW)[0]!;
  expect(run).toStayWithinPower_uW(uW, unit);
  expect(run).not.toStayWithinPower_uW(uW * 0.999, unit);
  expect(failure(() => expect(run).toStayWithinPower_uW(1, 'macarray'))).toMatch(
    /^toStayWithinPower_uW: no unit 'macarray', but /,
  );
});
