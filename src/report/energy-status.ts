import { oneLine } from './text.js';

/** An energy table, by what its results are called. */
export interface StatedTable {
  readonly name: string;
  readonly status: 'bottom-up' | 'calibrated';
}

const WORDS: Readonly<Record<StatedTable['status'], string>> = {
  calibrated: 'calibrated',
  'bottom-up': 'bottom-up estimate, not calibrated',
};

/** `calibrated, table 22nm-calibrated`: what kind of number the energies by some tables are, one text for each kind. */
export function statusTexts(tables: readonly StatedTable[]): string[] {
  return (['calibrated', 'bottom-up'] as const).flatMap((status) => {
    const names = tables.filter((table) => table.status === status).map(({ name }) => oneLine(name));
    if (names.length === 0) return [];
    return [`${WORDS[status]}, table${names.length === 1 ? '' : 's'} ${names.join(', ')}`];
  });
}

/** Of the names of a sweep's results and axes, those of which a table's status tells what they are. */
export const isPower = (name: string): boolean => name.startsWith('power_uW');
export const isEnergy = (name: string): boolean => name.startsWith('energyPerInference_nJ');
