package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SourceRequest;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.metric.ErrorLog;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns Kafka's records into rows: value, key, then metadata. A record without a value is no row,
 * but for the format {@code raw}, where it is NULL. Used by one thread.
 */
final class RecordReader {
  private final RecordDecoder value;
  private final int
      nullValueColumn; // where a missing value is NULL, or -1: such records are skipped
  private final boolean missingIsRow;
  private final RecordDecoder key; // null: not read
  private final int[] keyTargets;
  private final boolean keyRequired;
  private final MetadataValue[] metadata;
  private final int firstMetadata;
  private final ErrorLog badRecords;
  private final Clock clock;
  private byte[] scratch = new byte[0];

  RecordReader(SourceRequest request, RecordLayout layout, ErrorLog badRecords, Clock clock) {
    int[] targets = request.targets();
    RecordLayout.Part valuePart = layout.value();
    int[] valueTargets = valuePart.select(targets);
    value = valuePart.format().decoder(valuePart.options(), valuePart.record(), valueTargets);
    missingIsRow = valuePart.format().name().equals("raw");
    nullValueColumn = valueTargets.length == 1 ? valueTargets[0] : -1;
    if (layout.key().isPresent() && !layout.keyInValue()) {
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
    this.badRecords = badRecords;
    this.clock = clock;
  }

  /** Appends the record's row, if it has one; a bad record goes to the error log. */
  void read(ConsumerRecord<ByteBuffer, ByteBuffer> record, BatchBuilder rows) {
    if (record.value() == null && !missingIsRow) {
      return;
    }
    String problem = readValue(record.value(), rows);
    if (problem != null) {
      reject(record, record.value(), problem, value.ignoresParseErrors(), rows);
      return;
    }
    if (key != null) {
      problem = readKey(record.key(), rows);
      if (problem != null) {
        reject(record, record.key(), "key: " + problem, key.ignoresParseErrors(), rows);
        return;
      }
    }
    for (int i = 0; i < metadata.length; i++) {
      metadata[i].append(record, rows.column(firstMetadata + i));
    }
    rows.endRow();
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
    if (bytes.hasArray()) {
      int offset = bytes.arrayOffset() + bytes.position();
      if (offset + length + RecordDecoder.PADDING <= bytes.array().length) {
        return decoder.decode(bytes.array(), offset, length, rows);
      }
    }
    // Kafka unpacks compressed records into buffers that end where the record does.
    if (scratch.length < length + RecordDecoder.PADDING) {
      scratch = new byte[Math.max(length + RecordDecoder.PADDING, 2 * scratch.length)];
    }
    bytes.get(bytes.position(), scratch, 0, length);
    return decoder.decode(scratch, 0, length, rows);
  }

  private void reject(
      ConsumerRecord<?, ?> record,
      ByteBuffer bytes,
      String problem,
      boolean ignored,
      BatchBuilder rows) {
    rows.dropRow();
    String split = record.topic() + "-" + record.partition();
    if (!ignored) {
      throw new ConnectorException(
          "record at offset " + record.offset() + " of '" + split + "' cannot be read",
          problem,
          "remove the format's option 'ignore-parse-errors' = 'false' to skip such records",
          null);
    }
    byte[] raw = new byte[bytes == null ? 0 : Math.min(bytes.remaining(), ErrorLog.KEPT_BYTES)];
    if (bytes != null) {
      bytes.get(bytes.position(), raw);
    }
    badRecords.add(clock.millis(), split, record.offset(), raw, problem);
  }
}
