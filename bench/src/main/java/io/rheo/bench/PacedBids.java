package io.rheo.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes bids as JSON records of some 250 bytes to a topic at a steady rate, a few of them each
 * millisecond, with the time of that millisecond. Remembers when it sent the first record of each
 * window's last millisecond or later: the one that lets the watermark pass the window's end.
 */
final class PacedBids implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final String PADDING = "x".repeat(90);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int recordsPerMilli;
  private final long slideMillis;
  private final SplittableRandom random = new SplittableRandom(5);
  private final Map<Long, Long> sentNanos = new ConcurrentHashMap<>(); // by the end of the window
  private Future<RecordMetadata> last;
  private long count;

  PacedBids(String brokers, String topic, int recordsPerMilli, long slideMillis) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "linger.ms", "0", "batch.size", "65536"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topic = topic;
    this.recordsPerMilli = recordsPerMilli;
    this.slideMillis = slideMillis;
  }

  /**
   * Writes for so long; a millisecond that comes too late is written at once.
   *
   * @throws ExecutionException if the last record could not be written
   */
  void run(long seconds) throws InterruptedException, ExecutionException {
    long firstMilli = System.currentTimeMillis();
    long start = System.nanoTime();
    for (long milli = 0; milli < seconds * 1000; milli++) {
      long early = start + TimeUnit.MILLISECONDS.toNanos(milli) - System.nanoTime();
      if (early > 0) {
        TimeUnit.NANOSECONDS.sleep(early);
      }
      send(firstMilli + milli);
    }
    last.get();
  }

  private void send(long milli) {
    String time = TIME.format(Instant.ofEpochMilli(milli));
    if ((milli + 1) % slideMillis == 0) {
      sentNanos.put(milli + 1, System.nanoTime());
    }
    for (int i = 0; i < recordsPerMilli; i++) {
      last = producer.send(new ProducerRecord<>(topic, bid(time)));
    }
  }

  private byte[] bid(String time) {
    long newest = 1000 + count++ / 15;
    return ("{\"auction\":"
            + (newest - random.nextInt(100))
            + ",\"bidder\":"
            + random.nextInt(1000)
            + ",\"price\":"
            + random.nextInt(10_000_000)
            + ",\"channel\":\"Google\",\"url\":\"https://www.nexmark.com/abcd/item.htm?query=1\""
            + ",\"dateTime\":\""
            + time
            + "\",\"extra\":\""
            + PADDING
            + "\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** When the end of a window was sent, by {@link System#nanoTime}. */
  OptionalLong sentNanos(long windowEndMillis) {
    Long sent = sentNanos.get(windowEndMillis);
    return sent == null ? OptionalLong.empty() : OptionalLong.of(sent);
  }

  @Override
  public void close() {
    producer.close();
  }
}
