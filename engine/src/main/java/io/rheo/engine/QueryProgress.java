package io.rheo.engine;

/**
 * How far a query or job is, some moments ago.
 *
 * @param rowsIn rows read from all tables
 * @param rowsOut rows that it emitted
 * @param lateRows rows that came too late for at least one window
 * @param rowErrors rows left out because an expression failed on them
 * @param badRecords records that could not be decoded
 * @param watermark ms since 1970; {@code Long.MIN_VALUE} before the first, {@code MAX_VALUE} at the
 *     end of the input
 */
public record QueryProgress(
    long rowsIn, long rowsOut, long lateRows, long rowErrors, long badRecords, long watermark) {
  /** Nothing runs. */
  public static final QueryProgress NONE = new QueryProgress(0, 0, 0, 0, 0, Long.MAX_VALUE);

  /** Two queries together. */
  QueryProgress plus(QueryProgress other) {
    return new QueryProgress(
        rowsIn + other.rowsIn,
        rowsOut + other.rowsOut,
        lateRows + other.lateRows,
        rowErrors + other.rowErrors,
        badRecords + other.badRecords,
        Math.min(watermark, other.watermark));
  }
}
