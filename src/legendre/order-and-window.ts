import { describeValue, type Problem, refuseIfAny } from '../problems/index.js';

/** The greatest order that every function of this folder is specified and tested for. */
export const MAXIMUM_ORDER = 256;

function orderProblems(order: number): Problem[] {
  if (Number.isInteger(order) && order >= 1 && order <= MAXIMUM_ORDER) return [];
  return [
    {
      code: 'legendre.order',
      path: 'order',
      message: 'not a usable order',
      expected: `a whole number from 1 to ${MAXIMUM_ORDER}`,
      received: describeValue(order),
    },
  ];
}

function thetaProblems(theta: number): Problem[] {
  if (Number.isFinite(theta) && theta > 0) return [];
  return [
    {
      code: 'legendre.theta',
      path: 'theta',
      message: 'not a usable window',
      expected: 'a finite number of frames above 0',
      received: describeValue(theta),
    },
  ];
}

/** Throws InputError `legendre.order` unless the order is a whole number from 1 to 256. */
export function refuseUnusableOrder(order: number): void {
  refuseIfAny(orderProblems(order));
}

/** Throws InputError `legendre.order` and `legendre.theta`, both at once when both are unusable. */
export function refuseUnusableWindow(order: number, theta: number): void {
  refuseIfAny([...orderProblems(order), ...thetaProblems(theta)]);
}
