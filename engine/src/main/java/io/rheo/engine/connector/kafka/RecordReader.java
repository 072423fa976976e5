package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.metric.ErrorLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns Kafka's records into rows: value, key, then metadata. A record without a value deletes the
 * row of its key in a table of upserts; elsewhere it is no row, but for the format {@code raw},
 * where it is NULL. Used by one thread at a time.
 */
final class RecordReader {
  private final RecordDecoder value;
  private final int
      nullValueColumn; // where a missing value is NULL, or -1: such records are skipped
  private final boolean missingIsRow;
  private final boolean upserts;
  private final RecordDecoder key; // null: not read
  private final boolean keyInValue; // the key is read only if there is no value
  private final int[] keyTargets;
  private final int[] otherColumns; // physical ones that are not in the key
  private final boolean keyRequired;
  private final MetadataValue[] metadata;
  private final int firstMetadata;
  private final int[] textColumns; // that are no metadata
  private final BadRecords badValues;
  private final BadRecords badKeys; // null: keys are not read
  private final List<Bad> bad = new ArrayList<>();
  private byte[] scratch = new byte[0];

  private record Bad(
      ConsumerRecord<?, ?> record, ByteBuffer bytes, String problem, BadRecords target) {}

  RecordReader(SourceRequest request, RecordLayout layout, SourceEnvironment environment) {
    int[] targets = request.targets();
    RecordLayout.Part valuePart = layout.value();
    int[] valueTargets = valuePart.select(targets);
    // Members are asked for only where the value has all columns, so that theirs are the table's.
    value =
        valuePart
            .format()
            .decoder(
                valuePart.options(), valuePart.record(), valueTargets, request.memberTargets());
    missingIsRow = valuePart.format().name().equals("raw");
    nullValueColumn = valueTargets.length == 1 ? valueTargets[0] : -1;
    upserts = layout.upserts();
    keyInValue = layout.keyInValue();
    if (layout.key().isPresent() && (!keyInValue || upserts)) {
      RecordLayout.Part keyPart = layout.key().get();
      keyTargets = keyPart.select(targets);
      key = keyPart.format().decoder(keyPart.options(), keyPart.record(), keyTargets);
      keyRequired = keyPart.record().fields().stream().anyMatch(field -> !field.type().nullable());
    } else {
      key = null;
      keyTargets = new int[0];
      keyRequired = false;
    }
    metadata = request.metadata().stream().map(MetadataValue::of).toArray(MetadataValue[]::new);
    firstMetadata = request.physical().size();
    textColumns = request.bytesColumns();
    badValues = badRecords(environment, valuePart, value);
    badKeys = key == null ? null : badRecords(environment, layout.key().get(), key);
    otherColumns =
        IntStream.range(0, firstMetadata)
            .filter(column -> Arrays.stream(keyTargets).noneMatch(target -> target == column))
            .toArray();
  }

  private static BadRecords badRecords(
      SourceEnvironment environment, RecordLayout.Part part, RecordDecoder decoder) {
    return new BadRecords(environment, part.format().name(), decoder.ignoresParseErrors());
  }

  /**
   * Lets the texts of the rows to come point into the buffer that this record, the first of an
   * empty batch, is in: the client never writes to what it has fetched. Those of a record in
   * another buffer are copied, and those before them too.
   */
  @SuppressWarnings("ByteBufferBackingArray") // the offset is the decoder's business
  void startIn(ConsumerRecord<ByteBuffer, ByteBuffer> record, BatchBuilder rows) {
    ByteBuffer bytes = record.value();
    if (bytes != null && isPadded(bytes)) {
      for (int column : textColumns) {
        rows.bytes(column).shareBuffer(bytes.array());
      }
    }
  }

  /** Appends the record's row, if it has one; {@link #reportBad} tells of a bad record. */
  void read(ConsumerRecord<ByteBuffer, ByteBuffer> record, BatchBuilder rows) {
    if (record.value() == null && upserts) {
      readDeletion(record, rows);
      return;
    }
    if (record.value() == null && !missingIsRow) {
      return;
    }
    String problem = readValue(record.value(), rows);
    if (problem != null) {
      reject(record, record.value(), problem, badValues, rows);
      return;
    }
    for (int row = 0; row < value.rowCount() && key != null && !keyInValue; row++) {
      problem = readKey(record.key(), rows);
      if (problem != null) {
        reject(record, record.key(), "key: " + problem, badKeys, rows);
        return;
      }
    }
    for (int row = 0; row < value.rowCount(); row++) {
      endRow(record, value.weight(row), rows);
    }
  }

  private void endRow(
      ConsumerRecord<ByteBuffer, ByteBuffer> record, int weight, BatchBuilder rows) {
    for (int i = 0; i < metadata.length; i++) {
      metadata[i].append(record, rows.column(firstMetadata + i));
    }
    rows.endRow(weight);
  }

  private void readDeletion(ConsumerRecord<ByteBuffer, ByteBuffer> record, BatchBuilder rows) {
    String problem = readKey(record.key(), rows);
    if (problem != null) {
      reject(record, record.key(), "key: " + problem, badKeys, rows);
      return;
    }
    for (int column : otherColumns) {
      rows.column(column).appendNull();
    }
    endRow(record, -1, rows);
  }

  private String readValue(ByteBuffer bytes, BatchBuilder rows) {
    if (bytes != null) {
      return decode(value, bytes, rows);
    }
    if (nullValueColumn >= 0) {
      rows.column(nullValueColumn).appendNull();
    }
    return null;
  }

  private String readKey(ByteBuffer bytes, BatchBuilder rows) {
    if (bytes != null) {
      return decode(key, bytes, rows);
    }
    if (keyRequired) {
      return "the record has none, and a column of it is NOT NULL";
    }
    for (int target : keyTargets) {
      if (target >= 0) {
        rows.column(target).appendNull();
      }
    }
    return null;
  }

  private String decode(RecordDecoder decoder, ByteBuffer bytes, BatchBuilder rows) {
    int length = bytes.remaining();
    if (isPadded(bytes)) {
      int offset = bytes.arrayOffset() + bytes.position();
      return decoder.decode(bytes.array(), offset, length, rows);
    }
    // Kafka unpacks compressed records into buffers that end where the record does.
    if (scratch.length < length + RecordDecoder.PADDING) {
      scratch = new byte[Math.max(length + RecordDecoder.PADDING, 2 * scratch.length)];
    }
    bytes.get(bytes.position(), scratch, 0, length);
    return decoder.decode(scratch, 0, length, rows);
  }

  /** Whether the bytes can be decoded where they are. */
  private static boolean isPadded(ByteBuffer bytes) {
    return bytes.hasArray()
        && bytes.arrayOffset() + bytes.limit() + RecordDecoder.PADDING <= bytes.array().length;
  }

  private void reject(
      ConsumerRecord<?, ?> record,
      ByteBuffer bytes,
      String problem,
      BadRecords target,
      BatchBuilder rows) {
    rows.dropRow();
    bad.add(new Bad(record, bytes, problem, target));
  }

  /**
   * Logs the bad records that were read since this was last called.
   *
   * @throws ConnectorException if bad records are not to be ignored
   */
  void reportBad() {
    for (Bad one : bad) {
      ByteBuffer bytes = one.bytes() == null ? ByteBuffer.allocate(0) : one.bytes();
      byte[] raw = new byte[Math.min(bytes.remaining(), ErrorLog.KEPT_BYTES)];
      bytes.get(bytes.position(), raw);
      String partition = one.record().topic() + "-" + one.record().partition();
      one.target().add(partition, one.record().offset(), raw, 0, raw.length, one.problem());
    }
    bad.clear();
  }
}
