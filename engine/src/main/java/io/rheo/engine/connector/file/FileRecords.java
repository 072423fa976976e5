package io.rheo.engine.connector.file;

import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.format.Bytes;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.Storage;
import java.io.IOException;
import java.util.List;

/** Cuts chunks of files into records and decodes them into batches. */
final class FileRecords {
  /** With less than this left of a chunk we move the rest, rather than end with a small batch. */
  private static final int LOW = FileSplit.CHUNK / 4;

  private final RecordDecoder decoder;
  private final BadRecords badRecords;
  private final BatchBuilder rows;
  private final int[] sharedColumns; // whose entries point into the chunk
  private final List<FileMetadata> metadata;
  private final int firstMetadata; // column of the batch
  private final int maxRecordSize;

  FileRecords(FileSource source, SourceEnvironment environment) {
    decoder = source.decoder();
    badRecords = new BadRecords(environment, source.format().name(), decoder.ignoresParseErrors());
    RowType rowType = source.request().rowType();
    rows = new BatchBuilder(rowType);
    metadata = source.metadata();
    firstMetadata = rowType.size() - metadata.size();
    maxRecordSize = source.files().maxRecordSize();
    sharedColumns =
        java.util.stream.IntStream.range(0, firstMetadata)
            .filter(column -> rowType.type(column).storage() == Storage.BYTES)
            .toArray();
  }

  int headerRecords() {
    return decoder.headerRecords();
  }

  /**
   * Hands out one batch, or goes on to a place where there is one.
   *
   * @return false if the file has no other complete record now
   */
  boolean read(FileSplit split, SourceOutput out) throws IOException {
    boolean more = true;
    if (split.remaining() < LOW) {
      more = split.fill(sharedColumns.length == 0);
    }
    while (!decode(split, false)) {
      if (!more) {
        return false;
      }
      if (split.remaining() > maxRecordSize) {
        giveUp(split);
      }
      more = split.fill(sharedColumns.length == 0);
    }
    emit(split, out);
    return true;
  }

  /** The file ends after the bytes that are left, if any: they are the last record. */
  void readLast(FileSplit split, SourceOutput out) {
    while (decode(split, true)) {
      emit(split, out);
    }
  }

  private void emit(FileSplit split, SourceOutput out) {
    if (!rows.isEmpty()) {
      out.rows(split.number(), rows.build());
    }
  }

  /** Decodes records of the chunk until the batch is full; returns whether there was one. */
  private boolean decode(FileSplit split, boolean last) {
    for (int column : sharedColumns) {
      rows.bytes(column).shareBuffer(split.chunk());
    }
    split.skipByteOrderMark();
    int before = split.start();
    byte[] chunk = split.chunk();
    int end = split.end();
    while (!rows.isFull() && split.start() < end) {
      int start = split.start();
      int stop =
          split.isSkippingRecord()
              ? endOfLine(chunk, start, end, last)
              : decoder.endOfRecord(chunk, start, end, last);
      if (stop < 0) {
        break;
      }
      if (split.isSkippingRecord()) {
        split.setSkippingRecord(false);
      } else {
        take(split, stop);
      }
      split.consumeTo(Math.min(stop + 1, end));
    }
    return split.start() > before;
  }

  private static int endOfLine(byte[] chunk, int from, int to, boolean last) {
    int end = Bytes.indexOf(chunk, from, to, '\n');
    return end < 0 && last ? to : end;
  }

  private void take(FileSplit split, int stop) {
    byte[] chunk = split.chunk();
    int start = split.start();
    int length = (stop > start && chunk[stop - 1] == '\r' ? stop - 1 : stop) - start;
    if (split.takesHeader() || decoder.skips(chunk, start, length)) {
      return;
    }
    String reason = length > maxRecordSize ? tooLong() : decoder.decode(chunk, start, length, rows);
    if (reason != null) {
      rows.dropRow();
      badRecords.add(split.path().toString(), split.offset(), chunk, start, length, reason);
      return;
    }
    for (int row = 0; row < decoder.rowCount(); row++) {
      for (int i = 0; i < metadata.size(); i++) {
        metadata.get(i).append(split, split.offset(), rows.column(firstMetadata + i));
      }
      rows.endRow(decoder.weight(row));
    }
  }

  /**
   * The record at hand is longer than allowed: it is bad up to its first line feed, so that quotes
   * that were never closed cost one record only.
   */
  private void giveUp(FileSplit split) {
    byte[] chunk = split.chunk();
    int start = split.start();
    int end = Bytes.indexOf(chunk, start, split.end(), '\n');
    int stop = end < 0 ? split.end() : end;
    if (!split.isSkippingRecord()) {
      badRecords.add(
          split.path().toString(), split.offset(), chunk, start, stop - start, tooLong());
    }
    split.setSkippingRecord(end < 0);
    split.consumeTo(end < 0 ? stop : stop + 1);
  }

  private String tooLong() {
    return "it is longer than 'source.max-record-size', " + maxRecordSize + " bytes";
  }
}
