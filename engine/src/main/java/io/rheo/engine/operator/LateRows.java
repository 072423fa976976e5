package io.rheo.engine.operator;

import io.rheo.engine.column.Batch;
import io.rheo.engine.type.RowType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The rows of a query that came too late; the last ones are kept. Safe for several threads. */
public final class LateRows {
  /** How many rows are kept at least, if there were so many; older ones are only counted. */
  public static final int KEPT = 10_000;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long keptRows;

  /**
   * Rows that an operator found late together.
   *
   * @param foundMillis when, in milliseconds since 1970
   * @param timeColumn the column of {@code rows} with their event time
   * @param watermark which had passed them, in milliseconds since 1970
   */
  public record Entry(
      long foundMillis,
      String operator,
      RowType rowType,
      Batch rows,
      int timeColumn,
      long watermark) {}

  synchronized void add(Entry entry) {
    entries.addLast(entry);
    keptRows += entry.rows().rowCount();
    while (keptRows - entries.getFirst().rows().rowCount() >= KEPT) {
      keptRows -= entries.removeFirst().rows().rowCount();
    }
  }

  /** What is kept, oldest first. */
  public synchronized List<Entry> entries() {
    return new ArrayList<>(entries);
  }
}
