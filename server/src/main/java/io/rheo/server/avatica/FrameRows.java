package io.rheo.server.avatica;

import java.util.ArrayList;
import java.util.List;

/** What a frame carries: rows, or blocks that stand for several. */
final class FrameRows {
  private final List<Object> items = new ArrayList<>();
  private int count;

  void add(Object item, int rowCount) {
    items.add(item);
    count += rowCount;
  }

  List<Object> items() {
    return items;
  }

  /** The number of rows. */
  int count() {
    return count;
  }
}
