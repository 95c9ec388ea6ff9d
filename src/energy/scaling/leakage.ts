import type { ScalingRule } from '../../results/index.js';

/** Ends of the range, both included: from the 25 C of tables to the hottest point of the source, 400 K. */
export const LEAKAGE_TEMPERATURE_C = [25, 126.85] as const;
/** A leakage is scaled down in voltage only, and not below this. */
export const LEAKAGE_LEAST_VOLTAGE_V = 0.5;

export const LEAKAGE_TEMPERATURE_RULE: ScalingRule = {
  name: 'lstp-temperature',
  does: 'leakage by temperature: a flat part (gates) and one that doubles every 10 K (channels)',
  source:
    'CACTI 7, 22 nm LSTP, 8 KB at 300, 330, 350, 370 and 400 K, run for this project; its tech_params/22nm.dat doubles the ' +
    'LSTP channel current every 10 K and holds the gate current',
  valid: `${LEAKAGE_TEMPERATURE_C.join(' to ')} C`,
};

export const LEAKAGE_VOLTAGE_RULE: ScalingRule = {
  name: 'constant-current',
  does: 'leakage by voltage: in proportion, as if the current stayed; it falls too, so this is an upper bound',
  source: 'static power is current times supply: Weste and Harris, CMOS VLSI Design, 4th ed., section 5.3',
  valid: `from ${LEAKAGE_LEAST_VOLTAGE_V} V to the voltage of the row, not above it`,
};

/** CACTI's 8 KB at 300 K, in uW: what stays, and what doubles. Their sum meets its five points within 1 %. */
const FLAT = 1.472;
const DOUBLING = 0.148;

/** Leakage relative to other temperatures. @param temperature_C within {@link LEAKAGE_TEMPERATURE_C} */
export function relativeLeakage(temperature_C: number): number {
  return FLAT + DOUBLING * 2 ** ((temperature_C + 273.15 - 300) / 10);
}
