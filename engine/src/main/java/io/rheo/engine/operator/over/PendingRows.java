package io.rheo.engine.operator.over;

import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import java.io.IOException;
import java.util.BitSet;

/** Rows that wait for rows after them: partition, number and time, in the order of taking up. */
final class PendingRows {
  private final LongDeque partitions = new LongDeque();
  private final LongDeque numbers = new LongDeque();
  private final LongDeque times = new LongDeque();

  boolean isEmpty() {
    return times.isEmpty();
  }

  int firstPartition() {
    return (int) partitions.first();
  }

  long firstNumber() {
    return numbers.first();
  }

  long firstTime() {
    return times.first();
  }

  void add(int partition, long number, long time) {
    partitions.addLast(partition);
    numbers.addLast(number);
    times.addLast(time);
  }

  void removeFirst() {
    partitions.removeFirst();
    numbers.removeFirst();
    times.removeFirst();
  }

  /** The partitions that have rows here. */
  BitSet partitions() {
    BitSet numbers = new BitSet();
    for (long number : partitions.toArray()) {
      numbers.set((int) number);
    }
    return numbers;
  }

  void writeTo(StateWriter state) throws IOException {
    state.putLongs(partitions.toArray(), partitions.size());
    state.putLongs(numbers.toArray(), numbers.size());
    state.putLongs(times.toArray(), times.size());
  }

  void readFrom(StateReader state) throws IOException {
    read(partitions, state);
    read(numbers, state);
    read(times, state);
  }

  private static void read(LongDeque deque, StateReader state) throws IOException {
    for (long value : state.getLongs()) {
      deque.addLast(value);
    }
  }
}
