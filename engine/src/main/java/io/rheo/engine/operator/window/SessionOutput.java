package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.operator.LocalTime;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.AggregateOutput;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.KeyEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The result rows of sessions. For {@code EMIT CHANGES} the words of a session that was shown are
 * copied when it is touched first, so that the row can be retracted; a session that takes others in
 * takes over what is to be retracted of them.
 */
final class SessionOutput {
  private final WindowNode.SessionAggregate plan;
  private final Groups groups;
  private final AggregateOutput output;
  private final LocalTime zone;
  private final List<Session> touched = new ArrayList<>();
  private long[] before = new long[16]; // words of rows to be retracted
  private int beforeCount;
  private long leastRetractedEnd = Long.MAX_VALUE;

  SessionOutput(
      WindowNode.SessionAggregate plan,
      KeyEncoder keys,
      AggregateLayout layout,
      Groups groups,
      OperatorMetrics metrics) {
    this.plan = plan;
    this.groups = groups;
    output = new AggregateOutput(keys, layout, metrics);
    zone = LocalTime.of(plan.window().zone());
  }

  /** Emits sessions that closed, as inserts. */
  void emit(List<Session> closing, Output out) {
    for (int from = 0; from < closing.size(); from += Batch.TARGET_ROWS) {
      int count = Math.min(Batch.TARGET_ROWS, closing.size() - from);
      int[] bases = new int[count];
      long[][] properties = new long[plan.properties().size()][count];
      for (int i = 0; i < count; i++) {
        Session session = closing.get(from + i);
        bases[i] = session.base;
        setProperties(properties, i, session.start, session.end);
      }
      output.emit(groups, bases, count, properties, out);
    }
  }

  private void setProperties(long[][] properties, int row, long start, long end) {
    for (int i = 0; i < properties.length; i++) {
      properties[i][row] =
          switch (plan.properties().get(i)) {
            case WINDOW_START -> zone.toLocal(start);
            case WINDOW_END -> zone.toLocal(end);
            case WINDOW_TIME -> end - 1;
          };
    }
  }

  /** The session is about to change. */
  void touch(Session session) {
    if (session.touched) {
      return;
    }
    session.touched = true;
    touched.add(session);
    if (session.shown) {
      int stride = groups.stride();
      int at = beforeCount * stride;
      if (at + stride > before.length) {
        before = Arrays.copyOf(before, Math.max(before.length * 2, at + stride));
      }
      System.arraycopy(groups.words(), session.base, before, at, stride);
      beforeCount++;
      session.shown = false;
      session.addRetracted(new Session.Shown(at, session.start, session.end));
      leastRetractedEnd = Math.min(leastRetractedEnd, session.end);
    }
  }

  /** Whether there are words that refer to the heap of the groups. */
  boolean holdsWords() {
    return beforeCount > 0;
  }

  /**
   * Emits what must leave before the watermark: the sessions that close, and if it has passed a row
   * that is to be retracted, everything.
   */
  void emitBefore(long watermark, List<Session> closing, Output out) {
    if (leastRetractedEnd - 1 <= watermark) {
      emitAll(out);
    } else {
      emitChanges(closing.stream().filter(session -> session.touched).toList(), out);
      touched.removeIf(session -> !session.touched);
    }
  }

  /** Emits all net changes since the last time. */
  void emitAll(Output out) {
    emitChanges(touched, out);
    touched.clear();
    beforeCount = 0;
    leastRetractedEnd = Long.MAX_VALUE;
  }

  private void emitChanges(List<Session> sessions, Output out) {
    ChangedRows rows = new ChangedRows();
    for (Session session : sessions) {
      session.touched = false;
      if (session.merged) {
        continue;
      }
      for (Session.Shown shown : session.retracted) {
        rows.add(before, shown.wordsAt(), -1, shown.start(), shown.end());
      }
      rows.add(groups.words(), session.base, 1, session.start, session.end);
      session.retracted = List.of();
      session.shown = true;
      if (rows.count >= Batch.TARGET_ROWS) {
        rows.flush(out);
      }
    }
    rows.flush(out);
  }

  /** Changes on their way out. */
  private final class ChangedRows {
    private final int stride = groups.stride();
    private long[] words = new long[16 * stride];
    private int[] weights = new int[16];
    private long[][] properties = new long[plan.properties().size()][16];
    private int count;

    void add(long[] from, int at, int weight, long start, long end) {
      if (count == weights.length) {
        words = Arrays.copyOf(words, 2 * words.length);
        weights = Arrays.copyOf(weights, 2 * count);
        for (int i = 0; i < properties.length; i++) {
          properties[i] = Arrays.copyOf(properties[i], 2 * count);
        }
      }
      System.arraycopy(from, at, words, count * stride, stride);
      weights[count] = weight;
      setProperties(properties, count, start, end);
      count++;
    }

    void flush(Output out) {
      if (count > 0) {
        int[] bases = new int[count];
        Arrays.setAll(bases, i -> i * stride);
        output.emitRows(words, groups, bases, weights, count, properties, out);
        count = 0;
      }
    }
  }
}
