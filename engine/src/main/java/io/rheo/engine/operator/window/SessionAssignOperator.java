package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hands rows on with the start, end and time ({@code end - 1}) of the session that they are in.
 *
 * <p>Input: any changelog; sessions are those of the rows that are there, so that a retraction may
 * part one in two. A row whose time is NULL is a row error. Output: the net rows of a session when
 * it closes, in the order of their arrival, sessions by end. With {@code EMIT CHANGES} the changes
 * of each step: rows whose session has other bounds now are retracted and inserted anew, which
 * costs as much as all rows held of the keys that changed. Closing and lateness are as of {@link
 * SessionAggregateOperator}; what a retraction parts from an open session is late if it would have
 * closed by itself. State: the distinct rows of open sessions.
 */
final class SessionAssignOperator implements OneInputOperator {
  /** When to look at a key. */
  private record Due(long time, HeldTimes held) {}

  /** Rows of a session that has closed. */
  private record Closed(HeldTimes held, long start, long end, List<HeldTimes.Entry> entries) {}

  private final WindowNode.SessionAssign plan;
  private final OperatorMetrics metrics;
  private final long gap;
  private final KeyEncoder partition;
  private final SessionRows rows;
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::time));
  private final Set<HeldTimes> touched = new LinkedHashSet<>();
  private final boolean changes;
  private long leastShownEnd = Long.MAX_VALUE; // of rows that may have to be retracted
  private long watermark = NO_WATERMARK;

  SessionAssignOperator(WindowNode.SessionAssign plan, OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    gap = plan.window().gapMillis();
    partition = new KeyEncoder(plan.input().rowType(), plan.partition());
    rows = new SessionRows(plan, partition);
    changes = plan.emit() == EmitMode.CHANGES;
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    LongColumn times = (LongColumn) batch.column(plan.timeColumn());
    int count = batch.rowCount();
    rows.begin(batch);
    int[] late = new int[0];
    int lateCount = 0;
    for (int row = 0; row < count; row++) {
      if (times.isNull(row)) {
        metrics.rowError("the time attribute is NULL");
        continue;
      }
      long time = times.values()[row];
      HeldTimes held = rows.key(row);
      boolean isLate =
          batch.weight(row) < 0
              ? !rows.holds(row)
              : time + gap - 1 <= watermark && !held.touches(time, gap);
      if (isLate) {
        late = lateCount == 0 ? new int[count] : late;
        late[lateCount++] = row;
      } else {
        hold(held, row, time, batch.weight(row));
        if (batch.weight(row) < 0 && held.endsBefore(time, gap) - 1 <= watermark) {
          expire(held, out);
        }
      }
    }
    metrics.late(batch, late, 0, lateCount, plan.timeColumn(), watermark);
  }

  private void hold(HeldTimes held, int row, long time, int weight) {
    if (changes) {
      touch(held);
    }
    rows.add(held, row, time, weight);
    held.forgetChain(weight, time);
    if (!held.entries.isEmpty() && held.entries.firstKey() + gap < held.due) {
      schedule(held, held.entries.firstKey() + gap);
    }
  }

  private void schedule(HeldTimes held, long at) {
    held.due = at;
    due.add(new Due(at, held));
  }

  private void touch(HeldTimes held) {
    if (touched.add(held)) {
      for (HeldTimes.Entry entry : held.entries.values()) {
        leastShownEnd = Math.min(leastShownEnd, rows.leastShownEnd(entry));
      }
    }
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    List<Closed> closed = new ArrayList<>();
    while (!due.isEmpty() && due.peek().time() - 1 <= watermark) {
      Due next = due.poll();
      if (next.time() == next.held().due) {
        close(next.held(), closed);
      }
    }
    if (leastShownEnd - 1 <= watermark) {
      emitTouched(out);
    }
    closed.sort(
        Comparator.comparingLong(Closed::end).thenComparingInt(session -> session.held().key));
    for (Closed session : closed) {
      rows.emit(session.entries(), session.start(), session.end(), out);
      rows.drop(session.entries());
    }
    rows.flush(out);
    collect();
    out.watermark(watermark);
  }

  /** Numbers of rows and keys change, so nothing may refer to them. */
  private void collect() {
    if (touched.isEmpty() && rows.collect()) {
      due.clear();
      rows.keys().forEach(held -> schedule(held, held.entries.firstKey() + gap));
    }
  }

  /** What a retraction parted from a session that is open, and would have closed by itself. */
  private void expire(HeldTimes held, Output out) {
    List<Closed> expired = new ArrayList<>();
    close(held, expired);
    for (Closed session : expired) {
      Batch late = rows.expire(session.entries(), out);
      int[] all = IntStream.range(0, late.rowCount()).toArray();
      metrics.late(late, all, 0, all.length, plan.timeColumn(), watermark);
    }
  }

  /** Takes the sessions of a key that have closed. */
  private void close(HeldTimes held, List<Closed> closed) {
    held.due = Long.MAX_VALUE;
    for (Long first = held.firstPresent(); first != null; first = held.firstPresent()) {
      long last = held.endOfFirst(first, gap);
      if (last + gap - 1 > watermark) {
        schedule(held, last + gap);
        return;
      }
      NavigableMap<Long, HeldTimes.Entry> session = held.entries.subMap(first, true, last, true);
      closed.add(new Closed(held, first, last + gap, List.copyOf(session.values())));
      session.clear();
      held.forgetChain();
    }
  }

  @Override
  public void onStepEnd(Output out) {
    if (changes) {
      emitTouched(out);
      rows.flush(out);
      collect();
    }
  }

  /** Emits what has changed of the keys touched since the last time. */
  private void emitTouched(Output out) {
    for (HeldTimes held : touched) {
      rows.retractGone(held, out);
      held.forgetChain();
      List<HeldTimes.Entry> session = new ArrayList<>();
      long start = 0;
      long last = 0;
      for (Map.Entry<Long, HeldTimes.Entry> entry : held.entries.entrySet()) {
        long time = entry.getKey();
        if (!session.isEmpty() && time - last > gap) {
          rows.emit(session, start, last + gap, out);
          session.clear();
        }
        start = session.isEmpty() ? time : start;
        last = time;
        session.add(entry.getValue());
      }
      rows.emit(session, start, last + gap, out);
    }
    touched.clear();
    leastShownEnd = Long.MAX_VALUE;
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    partition.writeTo(state);
    rows.writeTo(state);
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    partition.readFrom(state);
    rows.readFrom(state);
    for (HeldTimes held : rows.keys()) {
      if (!held.entries.isEmpty()) {
        schedule(held, held.entries.firstKey() + gap);
      }
    }
  }
}
