package io.rheo.server.avatica;

import io.rheo.engine.LossSummary;
import io.rheo.engine.ResultCursor;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;

/** The rows of a query. It holds back the query when nobody fetches: the cursor is bounded. */
final class QueryResult extends Result {
  private final ResultCursor cursor;
  private final FrameEncoder encoder;
  private final long bytesMax;
  private long rowsLeft;
  private Batch batch;
  private int batchRow;

  /**
   * @param rowsMax of the whole result; negative if there is no limit
   * @param bytesMax about so many bytes of strings are encoded at once
   */
  QueryResult(ResultCursor cursor, FrameEncoder encoder, long rowsMax, long bytesMax) {
    this.cursor = cursor;
    this.encoder = encoder;
    this.bytesMax = bytesMax;
    this.rowsLeft = rowsMax < 0 ? Long.MAX_VALUE : rowsMax;
    cursor.onReady(this::wake);
  }

  @Override
  void fill(FrameRows frame, int rowsMax) {
    int size = (int) Math.min(rowsMax, rowsLeft);
    long bytes = 0;
    while (frame.count() < size && (encoder.hasMore() || bytes < bytesMax)) {
      if (!encoder.hasMore()) {
        Batch piece = nextPiece();
        if (piece == null) {
          break;
        }
        bytes += bytes(piece);
        encoder.start(piece);
      }
      encoder.take(size - frame.count(), frame);
    }
    rowsLeft -= frame.count();
    if (rowsLeft == 0) {
      stop();
    }
  }

  @Override
  boolean isDone() {
    return rowsLeft == 0 || (!encoder.hasMore() && batch == null && cursor.isFinished());
  }

  /** The next rows that are not too many bytes, or a single row that is; {@code null} if none. */
  private Batch nextPiece() {
    if (batch == null) {
      batch = poll();
      batchRow = 0;
      if (batch == null) {
        return null;
      }
    }
    int left = batch.rowCount() - batchRow;
    long bytes = bytes(batch);
    long pieceRows = bytes <= bytesMax ? left : batch.rowCount() * bytesMax / bytes;
    int end = batchRow + (int) Math.min(left, Math.max(1, pieceRows));
    if (end < batch.rowCount() && batch.weight(end - 1) == -1 && batch.weight(end) == 1) {
      end++; // the two halves of an update stay together
    }
    Batch piece = batch.slice(batchRow, end);
    batchRow = end;
    if (batchRow == batch.rowCount()) {
      batch = null;
    }
    return piece;
  }

  /** About how many bytes the strings of a batch take. */
  private static long bytes(Batch batch) {
    long bytes = 0;
    for (int column = 0; column < batch.columnCount(); column++) {
      if (batch.column(column) instanceof BytesColumn strings) {
        for (int row = 0; row < batch.rowCount(); row++) {
          bytes += strings.lengths()[row];
        }
      }
    }
    return bytes;
  }

  private Batch poll() {
    try {
      return cursor.poll(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  LossSummary losses() {
    return cursor.losses();
  }

  @Override
  void stop() {
    cursor.close();
  }

  @Override
  long recheckNanos() {
    return Long.MAX_VALUE;
  }
}
