package io.rheo.engine.connector.kafka;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.type.RowType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of a partition that follow each other, about a batch of them, which one worker decodes
 * while others do the same with the next.
 */
final class Piece {
  /** Ends a piece of long records early. */
  private static final int LARGEST_BYTES = 8 << 20;

  private final RecordReader reader;
  private final BatchBuilder rows;
  private final List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private Split split;

  Piece(RecordReader reader, RowType rowType) {
    this.reader = reader;
    rows = new BatchBuilder(rowType);
  }

  /** Takes the next records of a split, which has some; returns whether it has got its fill. */
  boolean take(Split next) {
    split = next;
    long bytes = 0;
    while (!isFull(bytes) && !next.isEmpty()) {
      ConsumerRecord<ByteBuffer, ByteBuffer> record = next.take();
      bytes += Math.max(0, record.serializedValueSize());
      records.add(record);
    }
    return isFull(bytes);
  }

  private boolean isFull(long bytes) {
    return records.size() >= Batch.TARGET_ROWS || bytes >= LARGEST_BYTES;
  }

  /** Makes rows of the records. */
  void decode() {
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      if (rows.isEmpty()) {
        reader.startIn(record, rows);
      }
      reader.read(record, rows);
      if (rows.isFull()) {
        batches.add(rows.build());
      }
    }
    records.clear();
    if (!rows.isEmpty()) {
      batches.add(rows.build());
    }
  }

  /** Reports the bad records, which may fail the query, and hands out the rows. */
  void emit(SourceOutput out) {
    reader.reportBad();
    for (Batch batch : batches) {
      out.rows(split.number, batch);
    }
    batches.clear();
  }
}
