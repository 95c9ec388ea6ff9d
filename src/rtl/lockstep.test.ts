import { describe, expect, test } from 'vitest';
import { differenceText, Lockstep, type EventRecord } from './lockstep.js';

const at = (cycle: number, ...lines: string[]): EventRecord => ({
  cycle,
  lines: lines.map((line) => `${cycle} ${line}`),
});

describe('lockstep of two machines', () => {
  test('records that are alike are counted, whichever side speaks first', () => {
    const lockstep = new Lockstep();
    expect(lockstep.push('rtl', at(3, '0 flags 1 0', '0 retires 4'))).toBe(true);
    expect(lockstep.push('simulator', at(3, '0 flags 1 0', '0 retires 4'))).toBe(true);
    expect(lockstep.push('simulator', at(5, '0 retires 5'))).toBe(true);
    expect(lockstep.push('rtl', at(5, '0 retires 5'))).toBe(true);
    expect(lockstep.finish()).toBeUndefined();
    expect([lockstep.records, lockstep.events]).toEqual([2, 3]);
  });

  test('the first difference is reported with what only one side has, and with what came before', () => {
    const lockstep = new Lockstep();
    lockstep.push('rtl', at(1, '0 retires 0'));
    lockstep.push('simulator', at(1, '0 retires 0'));
    lockstep.push('rtl', at(2, '0 flags 1 0', '0 write vectorSram 0 3 07'));
    expect(lockstep.push('simulator', at(2, '0 flags 1 0', '0 write vectorSram 0 3 08'))).toBe(false);
    expect(differenceText(lockstep.finish()!)).toBe(
      [
        'cycle 2: the sides differ',
        'only the rtl:',
        '  2 0 write vectorSram 0 3 07',
        'only the simulator:',
        '  2 0 write vectorSram 0 3 08',
        'before, on both sides:',
        '  1 0 retires 0',
      ].join('\n'),
    );
    // Nothing after it counts.
    expect(lockstep.push('rtl', at(3, '0 retires 1'))).toBe(false);
    expect(lockstep.records).toBe(1);
  });

  test('the same event one cycle late is a difference, in the earlier cycle', () => {
    const lockstep = new Lockstep();
    lockstep.push('rtl', at(8, '0 retires 4'));
    lockstep.push('simulator', at(7, '0 retires 4'));
    expect(lockstep.finish()).toMatchObject({ cycle: 7, rtl: [], simulator: ['7 0 retires 4'] });
  });

  test('an event too many in a cycle is a difference', () => {
    const lockstep = new Lockstep();
    lockstep.push('rtl', at(8, '0 retires 4', '1 retires 2'));
    lockstep.push('simulator', at(8, '0 retires 4'));
    expect(lockstep.finish()).toMatchObject({ cycle: 8, rtl: ['8 1 retires 2'], simulator: [] });
  });

  test('two records in a row from one side are refused', () => {
    const lockstep = new Lockstep();
    lockstep.push('rtl', at(1, '0 retires 0'));
    expect(lockstep.push('rtl', at(2, '0 retires 1'))).toBe(false);
    expect(lockstep.finish()).toMatchObject({ cycle: 1, message: 'two records in a row from the rtl' });
  });

  test('the finish catches what trails', () => {
    const lockstep = new Lockstep();
    lockstep.push('simulator', at(9, '0 retires 0'));
    expect(lockstep.finish()).toMatchObject({
      cycle: 9,
      message: 'the simulator went on after the other side had ended',
      simulator: ['9 0 retires 0'],
    });
  });
});
