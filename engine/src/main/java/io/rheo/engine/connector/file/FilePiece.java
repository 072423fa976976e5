package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.format.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Part of a chunk, whole lines, that one worker decodes while others decode the rest of it. */
final class FilePiece {
  private final RecordAppender records;
  private final List<Bad> bad = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();

  private record Bad(long offset, int start, int length, String reason) {}

  FilePiece(FileSource source) {
    records = new RecordAppender(source);
  }

  /** Decodes the lines {@code [from, to)} of the split's chunk; the last byte is a line feed. */
  void decode(FileSplit split, int from, int to) {
    byte[] chunk = split.chunk();
    records.startIn(chunk);
    int start = from;
    while (start < to) {
      int stop = Bytes.indexOf(chunk, start, to, '\n');
      int length = RecordAppender.length(chunk, start, stop);
      long offset = split.offset() + start - split.start();
      String reason = records.append(split, offset, chunk, start, length);
      if (reason != null) {
        bad.add(new Bad(offset, start, length, reason));
      }
      if (records.isFull()) {
        batches.add(records.build());
        records.startIn(chunk);
      }
      start = stop + 1;
    }
    if (!records.isEmpty()) {
      batches.add(records.build());
    }
  }

  /** Hands out what was decoded. */
  void emit(FileSplit split, BadRecords badRecords, SourceOutput out) {
    for (Bad record : bad) {
      badRecords.add(
          split.path().toString(),
          record.offset(),
          split.chunk(),
          record.start(),
          record.length(),
          record.reason());
    }
    bad.clear();
    batches.forEach(batch -> out.rows(split.number(), batch));
    batches.clear();
  }
}
