package io.rheo.server.avatica;

import io.rheo.engine.ResultCursor;
import io.rheo.engine.column.Batch;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The rows of a query. It holds back the query when nobody fetches: the cursor is bounded. */
final class QueryResult extends Result {
  private final ResultCursor cursor;
  private final RowEncoder encoder;
  private final long bytesMax;
  private long rowsLeft;
  private Batch batch;
  private int batchRow;
  private Iterator<Object> encoded = Collections.emptyIterator();

  /**
   * @param rowsMax of the whole result; negative if there is no limit
   * @param bytesMax about so many bytes of strings are encoded at once
   */
  QueryResult(ResultCursor cursor, RowEncoder encoder, long rowsMax, long bytesMax) {
    this.cursor = cursor;
    this.encoder = encoder;
    this.bytesMax = bytesMax;
    this.rowsLeft = rowsMax < 0 ? Long.MAX_VALUE : rowsMax;
    cursor.onReady(this::wake);
  }

  @Override
  boolean fill(List<Object> rows, int rowsMax) {
    long size = Math.min(rowsMax, rowsLeft);
    long bytes = 0;
    while (rows.size() < size && bytes < bytesMax) {
      if (!encoded.hasNext()) {
        Batch piece = nextPiece();
        if (piece == null) {
          break;
        }
        bytes += RowEncoder.bytes(piece);
        encoded = encoder.encode(piece).iterator();
      } else {
        rows.add(encoded.next());
      }
    }
    while (rows.size() < size && encoded.hasNext()) { // what was encoded when the bytes ran out
      rows.add(encoded.next());
    }
    rowsLeft -= rows.size();
    if (rowsLeft == 0) {
      stop();
      return true;
    }
    return !encoded.hasNext() && batch == null && cursor.isFinished();
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
    long bytes = RowEncoder.bytes(batch);
    long pieceRows = bytes <= bytesMax ? left : batch.rowCount() * bytesMax / bytes;
    int end = batchRow + (int) Math.max(1, Math.min(left, pieceRows));
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

  private Batch poll() {
    try {
      return cursor.poll(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
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
