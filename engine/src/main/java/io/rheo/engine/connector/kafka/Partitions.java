package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceOutput;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The partitions being read, by one consumer. Of those that have records the one goes first that is
 * least advanced; if that one's records are still on their way, the others wait for them a moment.
 */
final class Partitions {
  /** How long a partition whose records are on their way holds back those that are ahead of it. */
  private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

  /** How long there may be no connection to any broker before it counts as an outage. */
  private static final long DISCONNECTED_NANOS = Duration.ofSeconds(2).toNanos();

  private final Consumer<ByteBuffer, ByteBuffer> consumer;
  private final ParallelTasks tasks;
  private final List<Piece> pieces; // one for each worker
  private final LostOffsets lostOffsets;
  private final Outage outage;
  private final String brokers;
  private final Commits commits; // null: there is no group
  private final Metric connections;
  private final List<Split> splits = new ArrayList<>();
  private final List<Split> open = new ArrayList<>();
  private final Map<TopicPartition, Split> byPartition = new HashMap<>();
  private long turn;
  private long contactNanos = System.nanoTime();

  Partitions(
      Consumer<ByteBuffer, ByteBuffer> consumer,
      KafkaOptions options,
      ParallelTasks tasks,
      List<Piece> pieces,
      LostOffsets lostOffsets,
      Outage outage) {
    this.consumer = consumer;
    this.tasks = tasks;
    this.pieces = pieces;
    this.lostOffsets = lostOffsets;
    this.outage = outage;
    brokers = options.bootstrapServers();
    commits = options.group().map(group -> new Commits(consumer, group)).orElse(null);
    connections =
        consumer.metrics().values().stream()
            .filter(metric -> metric.metricName().name().equals("connection-count"))
            .findFirst()
            .orElseThrow();
  }

  List<Split> splits() {
    return splits;
  }

  void add(List<Discovery.Range> ranges, SourceOutput out) {
    if (ranges.isEmpty()) {
      return;
    }
    int firstNew = splits.size();
    for (Discovery.Range range : ranges) {
      Split split = new Split(splits.size(), range);
      splits.add(split);
      open.add(split);
      byPartition.put(range.partition(), split);
      out.splitAdded(split.number, split.name());
    }
    assignOpen();
    for (Split split : splits.subList(firstNew, splits.size())) {
      consumer.seek(split.partition, split.next());
    }
    finishAtStop(out);
  }

  boolean areFinished() {
    return open.isEmpty();
  }

  /**
   * Hands out about one batch for each worker; returns whether it got on.
   *
   * @param waitNanos how long to wait for records if there are none
   */
  boolean poll(long waitNanos, SourceOutput out) {
    if (open.isEmpty()) {
      return false;
    }
    int taken = 0;
    boolean full = true;
    while (full && taken < pieces.size()) {
      Split next = next(taken == 0 ? waitNanos : 0, out);
      if (next == null) {
        break;
      }
      next.setLastTurn(++turn);
      full = pieces.get(taken).take(next);
      taken++;
    }
    decode(taken);
    for (Piece piece : pieces.subList(0, taken)) {
      piece.emit(out);
    }
    finishAtStop(out);
    if (commits != null) {
      commits.commitIfDue();
    }
    return taken > 0;
  }

  /** The split to read next; looks for more records if it has few. */
  private Split next(long waitNanos, SourceOutput out) {
    Split next = choose(out);
    if (next == null || next.size() < Batch.TARGET_ROWS) {
      fetch(next == null ? waitNanos : 0, out);
      next = choose(out);
    }
    return next;
  }

  private void decode(int taken) {
    if (taken == 1) {
      pieces.get(0).decode(); // nobody need be woken for it
    } else if (taken > 1) {
      tasks.run(
          worker -> {
            if (worker < taken) {
              pieces.get(worker).decode();
            }
          });
    }
  }

  void confirm() {
    if (commits != null) {
      commits.confirm(splits);
    }
  }

  void close() {
    try {
      if (commits != null) {
        commits.close();
      }
      Search.close(consumer);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt(); // cancelled; the consumer is closed all the same
    }
  }

  /** The split to read next, or {@code null} if its records, or all, are not here yet. */
  private Split choose(SourceOutput out) {
    Split next = null;
    long nextWatermark = Long.MAX_VALUE;
    long awaited = Long.MAX_VALUE; // least watermark of the splits whose records are on their way
    for (Split split : open) {
      long watermark = out.watermark(split.number);
      if (split.isEmpty()) {
        if (!split.isCaughtUp() && split.emptyNanos() < PATIENCE_NANOS) {
          awaited = Math.min(awaited, watermark);
        }
      } else if (next == null
          || watermark < nextWatermark
          || (watermark == nextWatermark && split.lastTurn() < next.lastTurn())) {
        next = split;
        nextWatermark = watermark;
      }
    }
    return awaited < nextWatermark ? null : next;
  }

  private void fetch(long waitNanos, SourceOutput out) {
    try {
      ConsumerRecords<ByteBuffer, ByteBuffer> fetched = consumer.poll(Duration.ofNanos(waitNanos));
      for (TopicPartition partition : fetched.partitions()) {
        Split split = byPartition.get(partition);
        split.add(fetched.records(partition));
        setBehind(split, out); // before rows of others are handed out: it is idle no longer
      }
      watchContact(!fetched.isEmpty(), out);
    } catch (OffsetOutOfRangeException e) {
      lostOffsets.skip(consumer, e);
    }
    for (Split split : open) {
      if (split.mustPause()) {
        consumer.pause(List.of(split.partition));
        split.setPaused(true);
      } else if (split.mustResume()) {
        consumer.resume(List.of(split.partition));
        split.setPaused(false);
      }
    }
  }

  private static void setBehind(Split split, SourceOutput out) {
    if (split.isCaughtUp() && !split.isEmpty()) {
      split.setCaughtUp(false);
      out.splitBehind(split.number);
    }
  }

  /**
   * Kafka's client never says that it has lost its brokers, it just finds nothing; but a fetch is
   * always under way, so without any connection there is an outage.
   */
  private void watchContact(boolean fetchedAny, SourceOutput out) {
    long now = System.nanoTime();
    if (fetchedAny || ((Number) connections.metricValue()).doubleValue() > 0) {
      contactNanos = now;
      if (outage.isUnderWay() && askForEnds()) {
        outage.over();
      }
    } else if (now - contactNanos > DISCONNECTED_NANOS) {
      for (Split split : open) {
        split.setEndAfterOutage(Long.MAX_VALUE);
        if (split.isCaughtUp()) {
          split.setCaughtUp(false);
          out.splitBehind(split.number);
        }
      }
      outage.failed(now - contactNanos, () -> Reachability.describe(brokers), null);
    }
  }

  /** What the consumer remembers of the ends is from before the outage. */
  private boolean askForEnds() {
    try {
      Map<TopicPartition, Long> ends =
          consumer.endOffsets(consumer.assignment(), Discovery.PATIENCE);
      for (Split split : open) {
        split.setEndAfterOutage(ends.get(split.partition));
      }
      return true;
    } catch (TimeoutException e) {
      return false; // the broker is there, but not ready: asked again with the next fetch
    }
  }

  /** Tells which splits are read to their end: to the one that is theirs, or to the present one. */
  private void finishAtStop(SourceOutput out) {
    boolean anyFinished = false;
    for (Split split : open) {
      if (split.isEmpty()) {
        skipGap(split);
        if (split.next() >= split.stop) {
          split.setFinished();
          anyFinished = true;
          out.splitFinished(split.number);
        } else if (!split.isCaughtUp()
            && split.isBeyondOutage()
            && consumer.currentLag(split.partition).orElse(-1) == 0) {
          split.setCaughtUp(true);
          out.splitCaughtUp(split.number);
        }
      }
    }
    if (anyFinished) {
      open.removeIf(Split::isFinished);
      assignOpen();
    }
  }

  /** Markers of transactions and compacted records have offsets, but are never seen. */
  private void skipGap(Split split) {
    try {
      long position = consumer.position(split.partition, Duration.ZERO);
      split.skipTo(Math.min(position, split.stop));
    } catch (TimeoutException e) {
      // A new leader is being asked whether the position still holds; it is known again after that.
    }
  }

  private void assignOpen() {
    consumer.assign(open.stream().map(split -> split.partition).toList());
  }
}
