package io.rheo.engine.connector.nexmark;

import io.rheo.engine.column.Column;
import io.rheo.engine.column.IntColumn;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The events of one batch, by kind, in the order of their numbers. Filled anew for each batch. */
final class EventBlock {
  private final NexmarkConfig.Proportions proportions;
  private final Set<EventKind> wanted;
  private final Map<EventKind, EventRows> rows = new EnumMap<>(EventKind.class);
  private final Map<EventKind, KindLayout> kinds = new EnumMap<>(EventKind.class);
  private EventLayout layout; // that of the last batch; null: there was none

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
    return layout.rowCount();
  }

  /** The kinds as numbers: the same column for all batches with the same layout. */
  Column types() {
    return new IntColumn(layout.types(), null);
  }

  /**
   * Takes the wanted events from number {@code from} on, up to {@code rowsMax} of them.
   *
   * @return the number of the event after them, at most {@code to}
   */
  long fill(long from, long to, int rowsMax) {
    long epoch = from / proportions.total();
    long first = epoch * proportions.total();
    arrange((int) (from - first), to - first, rowsMax);
    rows.forEach((kind, events) -> events.fill(kinds.get(kind), first, epoch));
    return first + layout.next();
  }

  private void arrange(int begin, long end, int rowsMax) {
    if (layout == null || !layout.fits(begin, end)) {
      layout = new EventLayout(proportions, wanted, begin, end, rowsMax);
      for (EventKind kind : EventKind.values()) {
        kinds.put(kind, new KindLayout(layout, kind));
      }
    }
  }
}
