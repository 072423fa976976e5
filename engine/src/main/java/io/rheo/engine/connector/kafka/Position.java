package io.rheo.engine.connector.kafka;

import java.util.Map;

/** Where in a partition to start, or to stop before. */
sealed interface Position {
  /** The first record that is still there. */
  record Earliest() implements Position {}

  /** Behind the last record that is there when it is asked for. */
  record Latest() implements Position {}

  /** What the consumer group has committed. */
  record Committed() implements Position {}

  /** The first record of at least this time, in milliseconds since 1970. */
  record Time(long millis) implements Position {}

  /** An offset for each of some partitions. */
  record Offsets(Map<Integer, Long> byPartition) implements Position {
    public Offsets {
      byPartition = Map.copyOf(byPartition);
    }
  }
}
