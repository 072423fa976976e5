package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.plan.CountWindow;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The rows of one partition that a window which is not complete may need, numbered from 0. */
final class HeldRows {
  private final CountWindow window;
  private final Deque<Piece> pieces = new ArrayDeque<>(); // by number, without gaps
  private long rowCount; // of the partition, for ever
  private long nextStart; // of the first window that is not complete
  private int[] run = new int[16]; // rows of the current batch that are in no piece yet
  private int runCount;

  /** Rows that came in a batch, copied so that they do not keep the batch in memory. */
  private record Piece(long firstNumber, Batch rows) {
    long end() {
      return firstNumber + rows.rowCount();
    }
  }

  /** Is given rows of a batch, in order. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(Batch batch, int row);
  }

  HeldRows(CountWindow window) {
    this.window = window;
  }

  /** Adds a row of the current batch; whether a window is complete with it. */
  boolean add(int row) {
    if (rowCount >= nextStart) {
      if (runCount == run.length) {
        run = Arrays.copyOf(run, runCount * 2);
      }
      run[runCount++] = row;
    }
    rowCount++;
    return rowCount == nextStart + window.size();
  }

  /** Copies the rows added since the last call: the batch ends, or a window is complete. */
  void keepRun(Batch batch) {
    if (runCount > 0) {
      pieces.addLast(new Piece(rowCount - runCount, copy(batch, run, runCount)));
      runCount = 0;
    }
  }

  private static Batch copy(Batch batch, int[] rows, int count) {
    Batch copy = batch.gather(rows, count);
    Column[] columns = new Column[copy.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] =
          copy.column(i) instanceof BytesColumn bytes ? copy(bytes, count) : copy.column(i);
    }
    return new Batch(columns, count);
  }

  /** With a buffer of its own, where a gathered column shares its source's. */
  private static Column copy(BytesColumn strings, int count) {
    BytesBuilder builder = new BytesBuilder();
    for (int i = 0; i < count; i++) {
      builder.append(strings, i);
    }
    return builder.build().slice(0, count);
  }

  /** The start of the window that is complete. */
  long start() {
    return nextStart;
  }

  void forWindow(RowVisitor visitor) {
    for (Piece piece : pieces) {
      long to = Math.min(piece.end(), nextStart + window.size());
      for (long number = Math.max(piece.firstNumber(), nextStart); number < to; number++) {
        visitor.visit(piece.rows(), (int) (number - piece.firstNumber()));
      }
    }
  }

  /** The greatest value of a column over the window; {@code MIN_VALUE} if all are NULL. */
  long greatest(int column) {
    long[] greatest = {Long.MIN_VALUE};
    forWindow(
        (batch, row) -> {
          LongColumn values = (LongColumn) batch.column(column);
          if (!values.isNull(row)) {
            greatest[0] = Math.max(greatest[0], values.values()[row]);
          }
        });
    return greatest[0];
  }

  /** The window was emitted: forgets the rows that no later one needs. */
  void dropWindow() {
    nextStart += window.slide();
    while (!pieces.isEmpty() && pieces.getFirst().end() <= nextStart) {
      pieces.removeFirst();
    }
  }

  void writeTo(StateWriter state, BatchCodec codec) throws IOException {
    state.putLong(rowCount);
    state.putLong(nextStart);
    state.putInt(pieces.size());
    for (Piece piece : pieces) {
      state.putLong(piece.firstNumber());
      codec.write(piece.rows(), state);
    }
  }

  void readFrom(StateReader state, BatchCodec codec) throws IOException {
    rowCount = state.getLong();
    nextStart = state.getLong();
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      long firstNumber = state.getLong();
      pieces.addLast(new Piece(firstNumber, codec.read(state)));
    }
  }
}
