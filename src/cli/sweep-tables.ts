import { columnsOf, csvLines, headOf, loadWriter, parquetFile } from '../sweep/index.js';
import { readManifest, readResults } from '../sweep/files.node.js';
import type { ArgumentReader } from './arguments.js';
import { openFile } from './output.js';
import type { Terminal } from './terminal.js';

/** What --csv and --parquet name, refused before any work when it may not be written. */
export async function openTables(
  args: ArgumentReader,
  terminal: Terminal,
): Promise<{ readonly write: (folder: string) => Promise<void> }> {
  const [csv, parquet] = [openFile(args, terminal, 'csv'), openFile(args, terminal, 'parquet')];
  if (parquet !== undefined) await loadWriter();
  return {
    write: async (folder) => {
      if (csv === undefined && parquet === undefined) return;
      const columns = columnsOf(headOf(readManifest(folder)!), readResults(folder));
      if (csv !== undefined) {
        for (const line of csvLines(columns, readResults(folder))) csv.write(line);
        csv.finish();
      }
      if (parquet !== undefined) {
        parquet.write(await parquetFile(columns, readResults(folder)));
        parquet.finish();
      }
    },
  };
}
