package io.rheo.engine.operator.window;

import io.rheo.engine.column.Batch;
import io.rheo.engine.state.GroupTable;
import io.rheo.engine.state.KeyEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The open sessions of every key; keys are numbered in the order in which they came. */
final class SessionKeys {
  private static final int MIN_GONE = 64;

  private final GroupTable table;
  private final List<OpenSessions> sessions = new ArrayList<>(); // by number of the key
  private int[] allRows = IntStream.range(0, Batch.TARGET_ROWS).toArray();
  private int[] numbers = new int[Batch.TARGET_ROWS];

  SessionKeys(int keyWords) {
    table = new GroupTable(keyWords, new long[0], 0);
  }

  /** The numbers of the keys of {@code count} rows; new ones get one. Holds until the next call. */
  int[] find(long[] keyWords, int count) {
    if (count > allRows.length) {
      allRows = IntStream.range(0, count).toArray();
      numbers = new int[count];
    }
    table.probe(keyWords, allRows, 0, count, numbers);
    int stride = table.stride();
    for (int i = 0; i < count; i++) {
      numbers[i] /= stride;
    }
    while (sessions.size() < keyCount()) {
      sessions.add(new OpenSessions());
    }
    return numbers;
  }

  /** A table without key words has one row once it was asked for. */
  private int keyCount() {
    return table.size();
  }

  OpenSessions of(int key) {
    return sessions.get(key);
  }

  void forEach(Consumer<Session> visitor) {
    for (OpenSessions open : sessions) {
      for (int i = 0; i < open.size(); i++) {
        visitor.accept(open.get(i));
      }
    }
  }

  /** Forgets the keys without sessions if they are half of all; the others get new numbers. */
  void compact() {
    long gone = sessions.stream().filter(OpenSessions::isEmpty).count();
    if (gone < MIN_GONE || gone * 2 < sessions.size()) {
      return;
    }
    int stride = table.stride();
    table.compact(
        (words, base) -> !sessions.get(base / stride).isEmpty(),
        (from, to) -> {
          OpenSessions open = sessions.get(from / stride);
          for (int i = 0; i < open.size(); i++) {
            open.get(i).key = to / stride;
          }
          sessions.set(to / stride, open);
        });
    sessions.subList(table.size(), sessions.size()).clear();
  }

  void mark(KeyEncoder keys) {
    keys.mark(table);
  }
}
