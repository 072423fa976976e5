package io.rheo.engine.connector.kafka;

import static io.rheo.engine.connector.kafka.Tables.BIGINT;
import static io.rheo.engine.connector.kafka.Tables.COLUMNS;
import static io.rheo.engine.connector.kafka.Tables.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BytesColumn;
import io.rheo.engine.connector.CollectingOutput;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.connector.TableOptions;
import io.rheo.engine.format.Formats;
import io.rheo.engine.metric.ErrorLog;
import io.rheo.engine.option.Options;
import io.rheo.engine.plan.MetadataColumn;
import io.rheo.engine.plan.TableSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Rows may point into what the client fetched, and nobody can tell from their values. */
class PieceTest {
  private static final String TOPIC = "t";

  private final ErrorLog errors = new ErrorLog();
  private final List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private int bad;

  @Test
  void textsAreThoseOfTheirRecordsInWhateverBuffersTheyAre() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      records.clear();
      expected.clear();
      int fetches = 1 + random.nextInt(6);
      for (int fetch = 0; fetch < fetches; fetch++) {
        fetch(random, 1 + random.nextInt(2000), random.nextInt(5) == 0);
      }
      assertThat(decoded()).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(errors.count()).isEqualTo(bad);
  }

  @Test
  void textsOfOneBufferAreNotCopied() {
    append(ByteBuffer.wrap(new byte[] {'{', '}', ' '}), "NULL,NULL"); // has no padding
    List<byte[]> one = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      one.add(bytes("{\"id\": " + i + ", \"name\": \"n" + i + "\"}"));
    }
    one.add(new byte[16]); // what follows in the fetch
    List<ByteBuffer> slices = slices(one);
    for (int i = 0; i < 100; i++) {
      append(slices.get(i), i + ",n" + i);
    }
    assertThat(decoded()).isEqualTo(expected);
    assertThat(names().bytes())
        .as("the first one is in another buffer")
        .isNotSameAs(slices.get(0).array());

    records.remove(0);
    expected.remove(0);
    assertThat(decoded()).isEqualTo(expected);
    assertThat(names().bytes()).isSameAs(slices.get(0).array());
  }

  private BytesColumn names() {
    return (BytesColumn) batches.get(0).column(1);
  }

  /** Records of a fetch, which are in one buffer, or, if they were compressed, each in its own. */
  private void fetch(Random random, int count, boolean compressed) {
    List<byte[]> values = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(12)) {
        case 0 -> add(values, rows, "garbage", null);
        case 1 -> add(values, rows, "{\"id\": " + i + ", \"name\": \"a\\u0062\\n\"}", i + ",ab\n");
        case 2 -> add(values, rows, "{\"name\": null}", "NULL,NULL");
        case 3 -> add(values, rows, "{\"name\": \"\"}", "NULL,");
        default -> {
          String name = "é".repeat(random.nextInt(4)) + "n".repeat(random.nextInt(60));
          String value = "{\"name\": \"" + name + "\", \"id\": " + i + "}";
          add(values, rows, value, i + "," + name);
        }
      }
    }
    List<ByteBuffer> slices = slices(values);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(20) == 0) {
        append(null, null);
      }
      append(compressed ? ByteBuffer.wrap(values.get(i)) : slices.get(i), rows.get(i));
    }
  }

  private void add(List<byte[]> values, List<String> rows, String value, String row) {
    values.add(bytes(value));
    rows.add(row);
    bad += row == null ? 1 : 0;
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** The values one behind the other; only the last one's padding is missing. */
  private static ByteBuffer buffer(List<byte[]> values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.stream().mapToInt(v -> v.length).sum());
    values.forEach(buffer::put);
    return buffer.flip();
  }

  /** The same values, each as a part of one buffer. */
  private static List<ByteBuffer> slices(List<byte[]> values) {
    ByteBuffer buffer = buffer(values);
    List<ByteBuffer> slices = new ArrayList<>();
    int start = 0;
    for (byte[] value : values) {
      slices.add(buffer.slice(start, value.length));
      start += value.length;
    }
    return slices;
  }

  private void append(ByteBuffer value, String row) {
    int offset = records.size();
    records.add(new ConsumerRecord<>(TOPIC, 0, offset, null, value));
    if (row != null) {
      expected.add(row + "," + offset + "," + TOPIC);
    }
  }

  /** The rows of all records, decoded a piece at a time. */
  private List<String> decoded() {
    SourceRequest request =
        Tables.all(
            Tables.of(COLUMNS, "nowhere:1", TOPIC, "format", "json"),
            new MetadataColumn("offset", BIGINT),
            new MetadataColumn("topic", STRING));
    TableSpec table = request.table();
    Options options = TableOptions.of(table);
    RecordLayout layout = RecordLayout.of(table, options, Formats::require);
    SourceEnvironment environment = new SourceEnvironment(errors, Clock.systemUTC());
    Piece piece = new Piece(new RecordReader(request, layout, environment), request.rowType());
    Split split =
        new Split(0, new Discovery.Range(new TopicPartition(TOPIC, 0), 0, Long.MAX_VALUE));
    split.add(records);
    batches.clear();
    CollectingOutput output =
        new CollectingOutput(request.rowType()) {
          @Override
          public void rows(int number, Batch batch) {
            batches.add(batch);
          }
        };
    while (!split.isEmpty()) {
      piece.take(split);
      piece.decode();
      piece.emit(output);
    }
    CollectingOutput texts = new CollectingOutput(request.rowType());
    batches.forEach(batch -> texts.rows(0, batch)); // when all buffers were used again
    return texts.rows();
  }
}
