import type { ScalingRule } from '../../results/index.js';

/** Ends of the rule's range, both included. */
export const DYNAMIC_NODE_NM = [20, 45] as const;
export const DYNAMIC_VOLTAGE_V = [0.5, 1] as const;

export const DYNAMIC_RULE: ScalingRule = {
  name: 'stillmaker-baas',
  does: 'dynamic energy by node and voltage: the ratio of a V^2 + b V + c, linear between nodes',
  source:
    'A. Stillmaker and B. Baas, Scaling equations for the accurate prediction of CMOS device performance from 180 nm to ' +
    '7 nm, Integration 58, 2017: 45 and 20 nm; 32 nm by their corrigendum',
  valid: `${DYNAMIC_NODE_NM.join(' to ')} nm, ${DYNAMIC_VOLTAGE_V.join(' to ')} V, any temperature`,
};

/** Coefficients of V^2, V and 1, by node; energies relative to one another. */
const POLYNOMIALS = [
  { node_nm: 20, terms: [0.373, -0.1582, 0.04104] },
  { node_nm: 32, terms: [0.8367, -0.4341, 0.1701] },
  { node_nm: 45, terms: [1.103, -0.362, 0.2767] },
] as const;

/**
 * Dynamic energy of the same circuit, relative to other nodes and voltages.
 *
 * @param node_nm within {@link DYNAMIC_NODE_NM}
 * @param voltage_V within {@link DYNAMIC_VOLTAGE_V}
 */
export function relativeDynamicEnergy(node_nm: number, voltage_V: number): number {
  const at = ([a, b, c]: readonly [number, number, number]): number => (a * voltage_V + b) * voltage_V + c;
  const upper = POLYNOMIALS.find((polynomial) => node_nm <= polynomial.node_nm)!;
  const lower = POLYNOMIALS.findLast((polynomial) => node_nm >= polynomial.node_nm)!;
  if (upper === lower) return at(upper.terms);
  const share = (node_nm - lower.node_nm) / (upper.node_nm - lower.node_nm);
  return (1 - share) * at(lower.terms) + share * at(upper.terms);
}
