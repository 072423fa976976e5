package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.format.RecordDecoder;
import io.rheo.engine.type.RowType;
import java.util.List;

/** Decodes records of files into batches, one at a time. Used by one thread. */
final class RecordAppender {
  private final RecordDecoder decoder;
  private final BatchBuilder rows;
  private final int[] sharedColumns; // whose entries point into the chunk
  private final List<FileMetadata> metadata;
  private final int firstMetadata; // column of the batch
  private final int maxRecordSize;

  RecordAppender(FileSource source) {
    decoder = source.decoder();
    RowType rowType = source.request().rowType();
    rows = new BatchBuilder(rowType);
    metadata = source.metadata();
    firstMetadata = source.request().physical().size();
    maxRecordSize = source.files().maxRecordSize();
    sharedColumns = source.request().bytesColumns();
  }

  RecordDecoder decoder() {
    return decoder;
  }

  /** Whether rows may point into the chunk that they were decoded from. */
  boolean sharesChunk() {
    return sharedColumns.length > 0;
  }

  boolean isFull() {
    return rows.isFull();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  Batch build() {
    return rows.build();
  }

  /** The records to come are in this chunk; the batch is empty. */
  void startIn(byte[] chunk) {
    for (int column : sharedColumns) {
      rows.bytes(column).shareBuffer(chunk);
    }
  }

  /** How long a record is that ends before the line feed at {@code stop}. */
  static int length(byte[] chunk, int start, int stop) {
    return (stop > start && chunk[stop - 1] == '\r' ? stop - 1 : stop) - start;
  }

  /**
   * Appends the rows of the record in a line.
   *
   * @param offset the record's place in the file
   * @param end behind a line feed; that of the record or a later one
   * @return the index of the line feed that ends the record; or a negative number: the end has to
   *     be looked for, and the record appended by {@link #append}
   */
  int appendLine(FileSplit split, long offset, byte[] chunk, int start, int end) {
    int stop = decoder.decodeLine(chunk, start, end, rows);
    if (stop - start > maxRecordSize) {
      rows.dropRow();
      return -1;
    }
    if (stop >= 0) {
      endRows(split, offset);
    }
    return stop;
  }

  /**
   * Appends the rows of a record.
   *
   * @param offset the record's place in the file
   * @return {@code null}, or why it is bad
   */
  String append(FileSplit split, long offset, byte[] chunk, int start, int length) {
    if (decoder.skips(chunk, start, length)) {
      return null;
    }
    String reason = length > maxRecordSize ? tooLong() : decoder.decode(chunk, start, length, rows);
    if (reason != null) {
      rows.dropRow();
      return reason;
    }
    endRows(split, offset);
    return null;
  }

  private void endRows(FileSplit split, long offset) {
    for (int row = 0; row < decoder.rowCount(); row++) {
      for (int i = 0; i < metadata.size(); i++) {
        metadata.get(i).append(split, offset, rows.column(firstMetadata + i));
      }
      rows.endRow(decoder.weight(row));
    }
  }

  String tooLong() {
    return "it is longer than 'source.max-record-size', " + maxRecordSize + " bytes";
  }
}
