import type { UnitContext } from '../hardware/index.js';
import { columnsOf, type Gemv, type OperandMemory } from '../program/index.js';
import { singleDomainWork, type Execution, type PortWork } from './execution.js';

/**
 * A gemv in closed form (docs/accelerator.md, T3, T4 and G3). Row tile r is captured in S(r) = S(0) + r max(C, L / P)
 * with S(0) = e + C + 1: the recurrence of T4 solved.
 */
export function gemvExecution(gemv: Gemv, { tile, outputsPerCycle }: UnitContext): Execution {
  const { lanes } = tile.macArray;
  const { rows } = gemv;
  const columns = columnsOf(gemv);
  const rowTiles = Math.ceil(rows / lanes);
  const groups = lanes / outputsPerCycle;
  const lastGroups = Math.ceil((rows - (rowTiles - 1) * lanes) / outputsPerCycle);
  const interval = Math.max(columns, groups);

  const issued = rowTiles * columns;
  const stalled = (rowTiles - 1) * (interval - columns);
  const drained = lastGroups + 3;
  const resultWords = (rowTiles - 1) * groups + lastGroups;
  // Two row tiles' turns in the post-processor touch when the second's first result is computed as the first's last one
  // is written.
  const turns = columns <= groups ? 1 : rowTiles;

  const operandWords = (memory: OperandMemory): number =>
    rowTiles *
    gemv.segments
      .filter((segment) => segment.memory === memory)
      .reduce((sum, { length }) => sum + Math.ceil(length / outputsPerCycle), 0);
  const vectorReads = operandWords('vector');
  const channelReads = operandWords('channel');
  const biasReads = gemv.biasBase === undefined ? 0 : resultWords;
  const vectorWrites = gemv.vectorBase === undefined ? 0 : resultWords;

  return {
    cycles: issued + stalled + drained,
    activities: { issue: issued, drainStall: stalled, drain: drained },
    events: {
      'weightSram.read': issued,
      'biasSram.read': biasReads,
      'vectorSram.read': vectorReads,
      'vectorSram.write': vectorWrites,
      'channel.read': channelReads,
      'macArray.multiply': rows * columns,
      'macArray.accumulate': rows * columns,
      'macArray.capture': rows,
      'postProcessor.output': rows,
      // A raw result is the sum itself (N6): it goes through no table.
      'postProcessor.tableLookup': gemv.activation === 'table' && !gemv.raw ? rows : 0,
      'postProcessor.compare': gemv.argmax ? rows : 0,
    },
    work: [
      macWork(rows, columns, lanes, issued),
      singleDomainWork('weightSram', 'read', issued),
      singleDomainWork('biasSram', 'read', biasReads),
      singleDomainWork('postProcessor', 'unit', resultWords + turns),
      singleDomainWork('vectorSram', 'read', vectorReads),
      singleDomainWork('vectorSram', 'write', vectorWrites),
      singleDomainWork('channel', 'read', channelReads),
    ],
    channelWrites: gemv.toChannel
      ? {
          first_cycles: columns + 3,
          bursts: rowTiles,
          interval_cycles: interval,
          burstWords: groups,
          lastBurstWords: lastGroups,
        }
      : undefined,
  };
}

/**
 * Every row tile but the last is captured in the cycle in which the next one's first column multiplies: that cycle counts
 * once, and adds only lanes that the next tile leaves idle. The last capture has a cycle of its own.
 */
function macWork(rows: number, columns: number, lanes: number, issued: number): PortWork {
  return {
    unit: 'macArray',
    port: 'unit',
    domainCycles: rows * columns + Math.min(rows, lanes),
    cycles: issued + 1,
  };
}
