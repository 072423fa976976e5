package io.rheo.engine.connector.nexmark;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The events of one batch, by kind, in the order of their numbers. Filled anew for each batch. */
final class EventBlock {
  private final NexmarkConfig.Proportions proportions;
  private final Set<EventKind> wanted;
  private final Map<EventKind, EventRows> rows = new EnumMap<>(EventKind.class);
  private int rowCount;

  /**
   * @param wanted the kinds to make
   */
  EventBlock(NexmarkConfig config, Set<EventKind> wanted) {
    this.proportions = config.proportions();
    this.wanted = wanted;
    for (EventKind kind : EventKind.values()) {
      rows.put(kind, new EventRows(config.seed()));
    }
  }

  EventRows of(EventKind kind) {
    return rows.get(kind);
  }

  int rowCount() {
    return rowCount;
  }

  /**
   * Takes the wanted events from number {@code from} on, up to {@code rowsMax} of them.
   *
   * @return the number of the event after them, at most {@code to}
   */
  long fill(long from, long to, int rowsMax) {
    rows.values().forEach(EventRows::clear);
    rowCount = 0;
    if (wanted.isEmpty()) {
      return to;
    }
    int total = proportions.total();
    long next = from;
    for (long epoch = from / total; epoch * total < to && rowCount < rowsMax; epoch++) {
      for (EventKind kind : wanted) {
        long first = epoch * total + proportions.first(kind);
        long begin = Math.max(first, from);
        long end = Math.min(first + proportions.of(kind), to);
        int added = (int) Math.max(0, Math.min(end - begin, rowsMax - rowCount));
        if (added > 0) {
          rows.get(kind).add(begin, added, epoch, rowCount);
          rowCount += added;
          next = begin + added;
        }
      }
    }
    rows.values().forEach(events -> events.complete(rowCount));
    return rowCount < rowsMax ? to : next;
  }
}
