package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SinkWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Writes rows to one topic. Kafka's producer keeps what the broker has not confirmed yet, at most
 * {@code 'properties.buffer.memory'} bytes, and repeats sends by itself; a row that is not
 * confirmed within {@code 'properties.delivery.timeout.ms'} (2 minutes) fails the query.
 *
 * <p>With {@code 'sink.delivery-guarantee' = 'none'} a flush does not wait, and a row that could
 * not be delivered fails a later write or the end of the query, if anything.
 */
final class KafkaWriter implements SinkWriter {
  private static final Duration DELIVERY = Duration.ofMinutes(2);
  private static final Integer FIRST_PARTITION = 0;

  private final KafkaOptions options;
  private final String topic;
  private final RecordWriter value;
  private final RecordWriter key; // null: rows have none
  private final boolean upserts;
  private final Integer partition; // null: the producer chooses
  private final Outage outage;
  private final Producer<byte[], byte[]> producer;
  private boolean isFirstFlushed;
  private volatile Exception failure; // of a row that was sent
  private volatile Thread sending; // the thread inside send, if any

  KafkaWriter(KafkaOptions options, RecordLayout layout, String table) {
    this.options = options;
    topic = ((Topics.Named) options.topics()).names().get(0);
    value = new RecordWriter(layout.value());
    key = layout.key().map(RecordWriter::new).orElse(null);
    upserts = layout.upserts();
    partition = options.partitioning() == KafkaOptions.Partitioning.FIXED ? FIRST_PARTITION : null;
    String timeout = options.properties().get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    Duration limit = timeout == null ? DELIVERY : Duration.ofMillis(Long.parseLong(timeout));
    outage = new Outage(table, options.bootstrapServers(), limit);
    try {
      producer = new KafkaProducer<>(ClientProperties.producer(options, table));
    } catch (KafkaException e) {
      throw Failures.explain(doing(), options.bootstrapServers(), e);
    }
  }

  @Override
  public void write(Batch batch) throws InterruptedException {
    for (int row = 0; row < batch.rowCount(); row++) {
      byte[] keyBytes = key == null ? null : key.encode(batch, row);
      boolean isDeletion = upserts && batch.weight(row) < 0;
      byte[] valueBytes = isDeletion ? null : value.encode(batch, row);
      for (int copy = 0; copy < Math.abs(batch.weight(row)); copy++) {
        send(new ProducerRecord<>(topic, partition, keyBytes, valueBytes));
      }
    }
  }

  @Override
  public void flush() throws InterruptedException {
    switch (options.guarantee()) {
      case AT_LEAST_ONCE, EXACTLY_ONCE -> finish();
      case NONE -> checkFailure();
    }
  }

  @Override
  public void finish() throws InterruptedException {
    awaitAcknowledgements();
    checkFailure();
  }

  private void awaitAcknowledgements() throws InterruptedException {
    try {
      producer.flush();
    } catch (InterruptException e) {
      throw Failures.interrupted(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  /** Hands a row to the producer, again and again while it has no room or knows no broker. */
  private void send(ProducerRecord<byte[], byte[]> row) throws InterruptedException {
    while (true) {
      checkFailure();
      long begin = System.nanoTime();
      TimeoutException refusal = trySend(row);
      if (refusal == null) {
        outage.over();
        flushFirst();
        return;
      }
      if (refusal.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new ConnectorException(
            "there is no topic '" + topic + "' at " + options.bootstrapServers(),
            "the broker does not create topics by itself",
            "create it, or correct the option 'topic'",
            refusal);
      }
      outage.failed(
          System.nanoTime() - begin,
          () -> Reachability.describe(options.bootstrapServers()),
          refusal);
    }
  }

  /**
   * Sends the first row alone. A topic that was just created may refuse the first batch and take
   * the second, which came later; by their numbers the broker then takes the first for a repetition
   * gone wrong, until its time is up.
   */
  private void flushFirst() throws InterruptedException {
    if (!isFirstFlushed) {
      isFirstFlushed = true;
      awaitAcknowledgements();
    }
  }

  /** Why the producer did not take the row, or {@code null} if it did. */
  private TimeoutException trySend(ProducerRecord<byte[], byte[]> row) throws InterruptedException {
    sending = Thread.currentThread();
    try {
      Future<RecordMetadata> sent = producer.send(row, (metadata, e) -> acknowledged(e));
      sending = null;
      if (sent.isDone()) {
        sent.get();
      }
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException refusal && failure == null) {
        return refusal;
      }
      failure = (Exception) e.getCause();
      checkFailure();
      return null;
    } catch (InterruptException e) {
      throw Failures.interrupted(e);
    } catch (KafkaException e) {
      throw Failures.explain(doing(), options.bootstrapServers(), e);
    }
  }

  /**
   * The producer's thread tells what became of a row. Inside {@code send} our own thread is told
   * that a row was not even taken, which {@link #trySend} deals with.
   */
  private void acknowledged(Exception e) {
    if (e != null && Thread.currentThread() != sending && failure == null) {
      failure = e;
    }
  }

  private void checkFailure() {
    Exception failed = failure;
    if (failed instanceof KafkaException kafka) {
      throw Failures.explain(doing(), options.bootstrapServers(), kafka);
    } else if (failed != null) {
      throw new IllegalStateException("Kafka's producer failed", failed);
    }
  }

  private String doing() {
    return "writing to topic '" + topic + "'";
  }
}
