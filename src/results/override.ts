/** A value of a hardware file that was replaced before the file was checked, as `--set path=value` says it. */
export interface Override {
  /**
   * A place in the file: `clock_kHz`, `tile.macArray.lanes`, `tiles[0].macArray.lanes`, or `tiles[*].macArray.lanes` for
   * the entry of every tile.
   */
  readonly path: string;
  readonly value: unknown;
}
