package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition as a split: the records that were fetched and not yet handed out. */
final class Split {
  /** From so many records on no more are taken from the client, which keeps what it fetched. */
  private static final int FULL = 2 * Batch.TARGET_ROWS;

  /** The same for their bytes. */
  private static final long FULL_BYTES = 16 << 20;

  final int number;
  final TopicPartition partition;
  final long stop;
  private final Queue<ConsumerRecord<ByteBuffer, ByteBuffer>> fetched = new ArrayDeque<>();
  private long fetchedBytes; // of their values
  private long next;
  private long endAfterOutage; // 0: there was none
  private boolean caughtUp;
  private boolean finished;
  private boolean paused;
  private long lastTurn;
  private long emptySinceNanos = System.nanoTime();

  Split(int number, Discovery.Range range) {
    this.number = number;
    partition = range.partition();
    next = range.start();
    stop = range.stop();
  }

  String name() {
    return partition.topic() + "-" + partition.partition();
  }

  /** Takes fetched records, but for those from its stop on. */
  void add(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      if (record.offset() < stop) {
        fetched.add(record);
        fetchedBytes += bytes(record);
      }
    }
  }

  boolean isEmpty() {
    return fetched.isEmpty();
  }

  int size() {
    return fetched.size();
  }

  /** The next record, which counts as handed out. */
  ConsumerRecord<ByteBuffer, ByteBuffer> take() {
    ConsumerRecord<ByteBuffer, ByteBuffer> record = fetched.remove();
    fetchedBytes -= bytes(record);
    next = record.offset() + 1;
    if (fetched.isEmpty()) {
      emptySinceNanos = System.nanoTime();
    }
    return record;
  }

  private static int bytes(ConsumerRecord<?, ?> record) {
    return Math.max(0, record.serializedValueSize());
  }

  /** The offset behind the last record handed out, or behind a gap that follows it. */
  long next() {
    return next;
  }

  /** The partition has no records before this offset that were not handed out. */
  void skipTo(long offset) {
    next = offset;
  }

  /** Whether everything that the partition had was handed out. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  void setCaughtUp(boolean isCaughtUp) {
    caughtUp = isCaughtUp;
  }

  /** Whether all was handed out that was there when contact was found again. */
  boolean isBeyondOutage() {
    return next >= endAfterOutage;
  }

  /**
   * @param end where the partition ends after an outage; {@code Long.MAX_VALUE}: not known yet
   */
  void setEndAfterOutage(long end) {
    endAfterOutage = end;
  }

  boolean isFinished() {
    return finished;
  }

  void setFinished() {
    finished = true;
  }

  /** The number of the turn in which it was read last, for splits that are equally far. */
  long lastTurn() {
    return lastTurn;
  }

  void setLastTurn(long turn) {
    lastTurn = turn;
  }

  /** How long records have been missing. */
  long emptyNanos() {
    return System.nanoTime() - emptySinceNanos;
  }

  /** Whether fetching has to be paused, as there is enough here. */
  boolean mustPause() {
    return !paused && (fetched.size() >= FULL || fetchedBytes >= FULL_BYTES);
  }

  /** Whether a paused split has room again. */
  boolean mustResume() {
    return paused && fetched.size() < Batch.TARGET_ROWS && fetchedBytes < FULL_BYTES / 2;
  }

  void setPaused(boolean isPaused) {
    paused = isPaused;
  }
}
