import { InputError } from '../problems/index.js';
import type { AxisValue, SweepRecord } from '../results/index.js';
import type { Column } from './columns.js';

/**
 * A table of records as a Parquet file; what a record does not have is null.
 *
 * @throws InputError `sweep.parquet` where hyparquet-writer, which is optional, is not installed
 */
export async function parquetFile(
  columns: readonly Column[],
  records: Iterable<SweepRecord>,
): Promise<Uint8Array> {
  const data = columns.map((): (AxisValue | null)[] => []);
  for (const record of records) columns.forEach(({ of }, column) => data[column]!.push(of(record) ?? null));
  const { parquetWriteBuffer } = await loadWriter();
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name }, column) => {
      const type = typeOf(data[column]!);
      const values = data[column]!;
      return {
        name,
        type,
        data: type === 'STRING' ? values.map((value) => (value === null ? null : String(value))) : values,
      };
    }),
  });
  return new Uint8Array(buffer);
}

/** Whole numbers too are doubles: those of a column need not all be whole. */
function typeOf(values: readonly (AxisValue | null)[]): 'BOOLEAN' | 'DOUBLE' | 'STRING' {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  if (kinds.size === 1 && kinds.has('number')) return 'DOUBLE';
  return kinds.size === 1 && kinds.has('boolean') ? 'BOOLEAN' : 'STRING';
}

/** What is used of hyparquet-writer: said here, so that types of this package need none of an optional one. */
export interface ParquetWriter {
  readonly parquetWriteBuffer: (table: {
    columnData: {
      name: string;
      type: 'BOOLEAN' | 'DOUBLE' | 'STRING';
      data: (AxisValue | null)[];
    }[];
  }) => ArrayBuffer;
}

/**
 * Loads hyparquet-writer.
 *
 * @throws InputError `sweep.parquet` where it is not installed
 */
export async function loadWriter(): Promise<ParquetWriter> {
  try {
    return await import('hyparquet-writer');
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new InputError([
      {
        code: 'sweep.parquet',
        path: '--parquet',
        message: 'the package hyparquet-writer is not installed',
        hint: 'npm install hyparquet-writer',
      },
    ]);
  }
}
