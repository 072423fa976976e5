package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.LongColumn;
import io.rheo.engine.operator.OneInputOperator;
import io.rheo.engine.operator.OperatorMetrics;
import io.rheo.engine.operator.Output;
import io.rheo.engine.operator.aggregate.AggregateLayout;
import io.rheo.engine.operator.aggregate.Groups;
import io.rheo.engine.plan.EmitMode;
import io.rheo.engine.plan.WindowNode;
import io.rheo.engine.state.KeyEncoder;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Aggregates per key and session of event time, for aggregates that can be merged.
 *
 * <p>Input: append-only; a row whose time is NULL is a row error. Output: {@code keys, aggregates,
 * window properties}, insert-only, each session when it closes, by end, sessions of equal end by
 * age. With {@code EMIT CHANGES} the net changes of a step: sessions that merged are retracted, and
 * the merged one is inserted.
 *
 * <p>A row at {@code t} is a session {@code [t, t + gap)}, merged with the open sessions of its key
 * that this overlaps or touches. It is late if that is closed already, which is when the watermark
 * has reached {@code end - 1}; a late row is dropped and counted. So a row is never late while a
 * session that it belongs to is open.
 *
 * <p>A row costs a binary search in the open sessions of its key. A heap finds the sessions to
 * close; it has each session once, at an end that it had some time, which is looked at again when
 * the watermark gets there. State: a row of words per open session.
 */
final class SessionAggregateOperator implements OneInputOperator {
  private static final int MIN_DEAD = 64;

  /** When to look at a session. */
  private record Due(long end, Session session) {}

  private final WindowNode.SessionAggregate plan;
  private final long gap;
  private final OperatorMetrics metrics;
  private final KeyEncoder keys;
  private final AggregateLayout layout;
  private final Groups groups; // by key and session id; the link word is 1 if the session is open
  private final SessionKeys openSessions;
  private final SessionOutput output;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(
          Comparator.comparingLong(Due::end).thenComparingLong(next -> next.session().id));
  private final boolean changes;
  private final long[] groupKey;
  private long nextId;
  private int dead; // groups of sessions that are not open
  private long watermark = NO_WATERMARK;
  private int[] runRows = new int[Batch.TARGET_ROWS]; // rows to be added to their groups
  private int[] runBases = new int[Batch.TARGET_ROWS];
  private int runCount;

  /**
   * @param layout with one word more than the keys have
   */
  SessionAggregateOperator(
      WindowNode.SessionAggregate plan,
      KeyEncoder keys,
      AggregateLayout layout,
      OperatorMetrics metrics) {
    this.plan = plan;
    this.metrics = metrics;
    this.keys = keys;
    this.layout = layout;
    gap = plan.window().gapMillis();
    groups = new Groups(layout, 0);
    openSessions = new SessionKeys(keys.width());
    output = new SessionOutput(plan, keys, layout, groups, metrics);
    changes = plan.emit() == EmitMode.CHANGES;
    groupKey = new long[keys.width() + 1];
  }

  @Override
  public void onBatch(Batch batch, Output out) {
    LongColumn times = (LongColumn) batch.column(plan.timeColumn());
    int count = batch.rowCount();
    if (count > runRows.length) {
      runRows = new int[count];
      runBases = new int[count];
    }
    long[] keyWords = keys.encode(batch);
    int[] keyOfRow = openSessions.find(keyWords, count);
    int[] late = new int[0];
    int lateCount = 0;
    for (int row = 0; row < count; row++) {
      if (times.isNull(row)) {
        metrics.rowError("the time attribute is NULL");
        continue;
      }
      Session session = place(batch, keyWords, row, keyOfRow[row], times.values()[row]);
      if (session == null) {
        late = lateCount == 0 ? new int[count] : late;
        late[lateCount++] = row;
      } else {
        runRows[runCount] = row;
        runBases[runCount++] = session.base;
      }
    }
    metrics.late(batch, late, 0, lateCount, plan.timeColumn(), watermark);
    addRun(batch);
    if (!changes) {
      groups.collect(); // else what is to be retracted refers to the heap
    }
  }

  private void addRun(Batch batch) {
    layout.update(batch, runRows, runBases, 0, runCount, groups);
    runCount = 0;
  }

  /** The session that a row joins, makes or brings together; {@code null} if the row is late. */
  private Session place(Batch batch, long[] keyWords, int row, int key, long time) {
    OpenSessions open = openSessions.of(key);
    int last = open.lastUpTo(time + gap);
    int first = last;
    while (first >= 0 && open.get(first).end >= time) {
      first--;
    }
    first++;
    if (first > last) {
      return time + gap - 1 <= watermark ? null : newSession(open, first, keyWords, row, key, time);
    }
    Session session = open.get(first);
    touch(session);
    if (first < last) {
      addRun(batch); // merging moves what was added so far
    }
    for (; last > first; last--) {
      merge(open.get(last), session);
      open.remove(last);
    }
    session.start = Math.min(session.start, time);
    session.end = Math.max(session.end, time + gap);
    return session;
  }

  private Session newSession(
      OpenSessions open, int index, long[] keyWords, int row, int key, long time) {
    Session session = new Session(nextId++, key, time, time + gap);
    int keyWidth = keys.width();
    System.arraycopy(keyWords, row * keyWidth, groupKey, 0, keyWidth);
    groupKey[keyWidth] = session.id;
    session.base = groups.probe(groupKey, 0);
    groups.words()[session.base + layout.linkAt()] = 1;
    open.insert(index, session);
    due.add(new Due(session.end, session));
    touch(session);
    return session;
  }

  private void touch(Session session) {
    if (changes) {
      output.touch(session);
    }
  }

  private void merge(Session from, Session to) {
    touch(from);
    layout.merge(groups, new int[] {from.base}, groups, new int[] {to.base}, 1);
    to.end = Math.max(to.end, from.end);
    to.takeRetracted(from);
    from.merged = true;
    leave(from);
  }

  private void leave(Session session) {
    session.open = false;
    groups.words()[session.base + layout.linkAt()] = 0;
    dead++;
  }

  @Override
  public void onWatermark(long newWatermark, Output out) {
    watermark = newWatermark;
    List<Session> closing = new ArrayList<>();
    while (!due.isEmpty() && due.peek().end() - 1 <= watermark) {
      Session session = due.poll().session();
      if (session.open && session.end - 1 <= watermark) {
        closing.add(session);
        openSessions.of(session.key).remove(session);
        leave(session);
      } else if (session.open) {
        due.add(new Due(session.end, session));
      }
    }
    if (changes) {
      output.emitBefore(watermark, closing, out);
    } else {
      closing.sort(Comparator.<Session>comparingLong(s -> s.end).thenComparingLong(s -> s.id));
      output.emit(closing, out);
    }
    if (!closing.isEmpty()) {
      dropDead();
    }
    out.watermark(watermark);
  }

  @Override
  public void onStepEnd(Output out) {
    if (changes) {
      output.emitAll(out);
      dropDead();
      groups.collect();
    }
  }

  /** Drops the groups of closed sessions once they are half of all. */
  private void dropDead() {
    if (dead < MIN_DEAD || dead * 2 < groups.size() || output.holdsWords()) {
      return;
    }
    int stride = groups.stride();
    int linkAt = layout.linkAt();
    int[] moved = new int[groups.size()];
    groups.compact(
        (words, base) -> words[base + linkAt] != 0, (from, to) -> moved[from / stride] = to);
    dead = 0;
    openSessions.compact();
    openSessions.forEach(session -> session.base = moved[session.base / stride]);
    due.removeIf(next -> !next.session().open);
    groups.collect();
    if (keys.wantsCollection()) {
      groups.mark(keys);
      openSessions.mark(keys);
      keys.sweep();
    }
  }

  @Override
  public void snapshot(StateWriter state) throws IOException {
    state.putLong(watermark);
    state.putLong(nextId);
    state.putInt(dead);
    keys.writeTo(state);
    groups.writeTo(state);
    List<Session> sessions = new ArrayList<>();
    openSessions.forEach(sessions::add);
    state.putInt(sessions.size());
    for (Session session : sessions) {
      state.putLong(session.id);
      state.putLong(session.start);
      state.putLong(session.end);
      state.putInt(session.base);
    }
  }

  @Override
  public void restore(StateReader state) throws IOException {
    watermark = state.getLong();
    nextId = state.getLong();
    dead = state.getInt();
    keys.readFrom(state);
    groups.readFrom(state);
    int count = state.getInt();
    for (int i = 0; i < count; i++) {
      long id = state.getLong();
      long start = state.getLong();
      long end = state.getLong();
      int base = state.getInt();
      long[] key = Arrays.copyOfRange(groups.words(), base, base + keys.width());
      Session session = new Session(id, openSessions.find(key, 1)[0], start, end);
      session.base = base;
      session.shown = changes;
      OpenSessions open = openSessions.of(session.key);
      open.insert(open.size(), session);
      due.add(new Due(end, session));
    }
  }
}
