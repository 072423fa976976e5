package io.rheo.engine.connector.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One {@link Discovery} on a thread and with a consumer of its own, so that brokers that do not
 * answer hold up nobody. If it succeeds, its consumer belongs to whoever asks for the result.
 */
final class Search {
  /** A consumer that has contact, and the partitions that were not known before. */
  record Found(Consumer<ByteBuffer, ByteBuffer> consumer, List<Discovery.Range> ranges) {}

  private final KafkaOptions options;
  private final Map<String, Object> settings;
  private final Set<TopicPartition> known;
  private final boolean first;
  private final long beginNanos = System.nanoTime();
  private final CompletableFuture<Found> result = new CompletableFuture<>();
  private volatile Consumer<ByteBuffer, ByteBuffer> consumer;
  private volatile String unreachable = "";

  private Search(
      KafkaOptions options,
      Map<String, Object> settings,
      Set<TopicPartition> known,
      boolean first) {
    this.options = options;
    this.settings = settings;
    this.known = known;
    this.first = first;
  }

  /** Looks for all partitions. */
  static Search first(KafkaOptions options, String table) {
    return started(
        new Search(options, ClientProperties.consumer(options, table), Set.of(), true), table);
  }

  /** Looks for new partitions. */
  static Search again(KafkaOptions options, String table, Set<TopicPartition> known) {
    Map<String, Object> settings = ClientProperties.consumer(options, table + "-discovery");
    return started(new Search(options, settings, Set.copyOf(known), false), table);
  }

  private static Search started(Search search, String table) {
    Thread thread = new Thread(search::run, "rheo-kafka-discovery-" + table);
    thread.setDaemon(true);
    thread.start();
    return search;
  }

  private void run() {
    try {
      consumer = new KafkaConsumer<>(settings);
      Discovery discovery = new Discovery(consumer, options);
      Found found = new Found(consumer, first ? discovery.all() : discovery.added(known));
      if (!result.complete(found)) { // cancelled meanwhile
        close(consumer);
      }
    } catch (RuntimeException | Error e) { // whatever it is, the reader has to know
      if (consumer != null) {
        close(consumer);
      }
      if (e instanceof KafkaException failure && Failures.isOutage(failure)) {
        unreachable = Reachability.describe(options.bootstrapServers());
      }
      result.completeExceptionally(e);
    }
  }

  /** How long it has been running. */
  long elapsedNanos() {
    return System.nanoTime() - beginNanos;
  }

  /** Of a search that failed as no broker answered: what became of each address. */
  String unreachable() {
    return unreachable;
  }

  /** Whether it ended, after waiting for that long. */
  boolean isDone(long waitNanos) throws InterruptedException {
    if (waitNanos > 0) {
      try {
        result.get(waitNanos, TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return result.isDone();
      }
    }
    return result.isDone();
  }

  /** What was found by a search that is done; fails with what the search failed with. */
  Found result() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Gives the search up; its consumer is closed sooner or later. */
  void cancel() {
    if (result.cancel(false)) {
      Consumer<ByteBuffer, ByteBuffer> active = consumer;
      if (active != null) {
        active.wakeup();
      }
    } else if (!result.isCompletedExceptionally()) {
      close(result.join().consumer());
    }
  }

  /** Closes at once: there is nothing to commit and no group to leave. */
  static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
