package io.rheo.engine.connector.kafka;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import io.rheo.engine.connector.SourceRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of a table's topics: finds them in the background, now and then again, and
 * hands out their records. Brokers that do not answer are tried again, see {@link Outage};
 * positions are kept here, so that a broker that comes back neither loses nor repeats a row.
 */
final class KafkaReader implements SourceReader {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);

  /** How long to wait for records before looking whether partitions were found meanwhile. */
  private static final long SLICE_NANOS = Duration.ofMillis(200).toNanos();

  /** How long an unbounded read waits for its topic. */
  private static final long TOPIC_PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long NEVER = Long.MIN_VALUE;

  private final KafkaOptions options;
  private final SourceRequest request;
  private final ParallelTasks tasks;
  private final List<Piece> pieces;
  private final LostOffsets lostOffsets;
  private final Outage outage;
  private final Set<TopicPartition> known = new HashSet<>();
  private Search search; // null: none is under way
  private long topicMissingSinceNanos = NEVER;
  private long nextSearchNanos = System.nanoTime();
  private Partitions partitions; // null: no contact yet

  KafkaReader(
      KafkaOptions options,
      RecordLayout layout,
      SourceRequest request,
      SourceEnvironment environment) {
    this.options = options;
    this.request = request;
    tasks = environment.tasks();
    pieces =
        Stream.generate(() -> new RecordReader(request, layout, environment))
            .limit(tasks.workers())
            .map(reader -> new Piece(reader, request.rowType()))
            .toList();
    lostOffsets = new LostOffsets(options, environment.badRecords(), environment.clock());
    outage = new Outage(table(), options.bootstrapServers(), options.connectTimeout());
  }

  private String table() {
    return request.table().name();
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      while (true) {
        long left = Math.max(0, waitNanos - (System.nanoTime() - begin));
        boolean nothingToRead = partitions == null || partitions.areFinished();
        advanceSearch(nothingToRead ? Math.min(left, SLICE_NANOS) : 0, out);
        if (partitions != null) {
          if (partitions.poll(Math.min(left, SLICE_NANOS), out)) {
            return Status.MORE;
          }
          if (partitions.areFinished() && !searchesAgain()) {
            return Status.FINISHED;
          }
        }
        if (left == 0) {
          return Status.IDLE;
        }
      }
    } catch (InterruptException e) {
      throw Failures.interrupted(e);
    } catch (KafkaException e) {
      if (Failures.isOutage(e)) {
        outage.failed(0, () -> Reachability.describe(options.bootstrapServers()), e);
        return Status.IDLE;
      }
      throw Failures.explain("reading " + options.topics(), options.bootstrapServers(), e);
    }
  }

  /** Whether new partitions may come. */
  private boolean searchesAgain() {
    return options.stop().isEmpty() && !options.discoveryInterval().isZero();
  }

  private void advanceSearch(long waitNanos, SourceOutput out) throws InterruptedException {
    if (search == null && System.nanoTime() - nextSearchNanos >= 0) {
      if (partitions == null) {
        search = Search.first(options, table());
      } else if (searchesAgain()) {
        search = Search.again(options, table(), known);
      }
    }
    if (search == null) {
      pause(waitNanos);
    } else if (search.isDone(waitNanos)) {
      Search done = search;
      search = null;
      try {
        found(done.result(), out);
        nextSearchNanos = System.nanoTime() + options.discoveryInterval().toNanos();
      } catch (KafkaException | ConnectorException e) {
        failed(done, e);
        nextSearchNanos = System.nanoTime() + outage.backOffNanos();
      }
    }
  }

  /** Waits for the next try, unless there is something else to do. */
  private void pause(long waitNanos) throws InterruptedException {
    long nanos = Math.min(waitNanos, nextSearchNanos - System.nanoTime());
    if (nanos > 0) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
  }

  private void found(Search.Found found, SourceOutput out) {
    outage.over();
    if (partitions == null) {
      Consumer<ByteBuffer, ByteBuffer> consumer = found.consumer();
      partitions = new Partitions(consumer, options, tasks, pieces, lostOffsets, outage);
    } else {
      Search.close(found.consumer());
    }
    if (found.ranges().isEmpty() && known.isEmpty()) {
      LOG.warn("there are no {} at {} yet", options.topics(), options.bootstrapServers());
    }
    partitions.add(found.ranges(), out);
    for (Discovery.Range range : found.ranges()) {
      known.add(range.partition());
    }
  }

  private void failed(Search failed, RuntimeException failure) {
    if (partitions != null) {
      LOG.warn("could not look for new partitions of {}: {}", options.topics(), failure.toString());
    } else if (failure instanceof UnknownTopic unknown) {
      awaitTopic(unknown);
    } else if (failure instanceof KafkaException kafka && Failures.isOutage(kafka)) {
      outage.failed(failed.elapsedNanos(), failed::unreachable, failure);
    } else {
      throw failure;
    }
  }

  /** Whoever writes an unbounded topic, perhaps this very script, may be about to create it. */
  private void awaitTopic(UnknownTopic unknown) {
    long now = System.nanoTime();
    if (topicMissingSinceNanos == NEVER) {
      topicMissingSinceNanos = now;
    }
    if (options.stop().isPresent() || now - topicMissingSinceNanos > TOPIC_PATIENCE_NANOS) {
      throw unknown.explained();
    }
  }

  @Override
  public void confirm() {
    if (partitions != null) {
      partitions.confirm();
    }
  }

  @Override
  public void close() {
    if (search != null) {
      search.cancel();
    }
    if (partitions != null) {
      partitions.close();
    }
  }

  /** The partitions read so far, for tests. */
  List<Split> splits() {
    return partitions == null ? List.of() : partitions.splits();
  }
}
