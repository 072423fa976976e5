package io.rheo.engine.operator.window;

import java.util.Map;
import java.util.TreeMap;

/** The rows that are held of one key, by time. */
final class HeldTimes {
  /** The rows of one time. */
  static final class Entry {
    int lastRow; // one more than the base of the row that came last; each refers to the one before
    int present; // how many rows have a weight; 0: they are held for their retraction only
  }

  final int key;
  final TreeMap<Long, Entry> entries = new TreeMap<>();
  long due = Long.MAX_VALUE; // when to look for a session that has closed
  private long chainedFrom; // where the first session starts
  private long chainedTo; // the last time known to be in it
  private boolean chainKnown;

  HeldTimes(int key) {
    this.key = key;
  }

  /** Whether a row at {@code time} belongs to a session that rows are held of. */
  boolean touches(long time, long gap) {
    return entries.subMap(time - gap, true, time + gap, true).values().stream()
        .anyMatch(entry -> entry.present > 0);
  }

  /** What is known of the first session does not hold any more. */
  void forgetChain() {
    chainKnown = false;
  }

  /** A change came: it may have parted the first session, or have come before it. */
  void forgetChain(int weight, long time) {
    chainKnown &= weight > 0 && time >= chainedFrom;
  }

  /** The last time of the session that starts at {@code first}, the first time with rows. */
  long endOfFirst(long first, long gap) {
    long last = chainKnown ? chainedTo : first;
    for (var next : entries.tailMap(last, false).entrySet()) {
      if (next.getKey() - last > gap) {
        break;
      }
      last = next.getValue().present > 0 ? next.getKey() : last;
    }
    chainedFrom = first;
    chainedTo = last;
    chainKnown = true;
    return last;
  }

  /**
   * Where the session before {@code time} ends, if there is one and it does not go on there; {@code
   * MAX_VALUE} if not. For a time whose rows went.
   */
  long endsBefore(long time, long gap) {
    Map.Entry<Long, Entry> before = present(entries.headMap(time, false).descendingMap());
    if (before == null) {
      return Long.MAX_VALUE;
    }
    Map.Entry<Long, Entry> after = present(entries.tailMap(time, true));
    boolean goesOn = after != null && after.getKey() - before.getKey() <= gap;
    return goesOn ? Long.MAX_VALUE : before.getKey() + gap;
  }

  private static Map.Entry<Long, Entry> present(Map<Long, Entry> entries) {
    for (Map.Entry<Long, Entry> entry : entries.entrySet()) {
      if (entry.getValue().present > 0) {
        return entry;
      }
    }
    return null;
  }

  /** The first time with rows that are there; {@code null} if there is none. */
  Long firstPresent() {
    Map.Entry<Long, Entry> first = present(entries);
    return first == null ? null : first.getKey();
  }
}
