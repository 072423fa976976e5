package io.rheo.engine.format;

import io.rheo.engine.column.BatchBuilder;

/** Decodes records of one format into the columns of a batch. Used by one thread. */
public interface RecordDecoder {
  /**
   * Readable bytes that every buffer has beyond a record's end, so that eight can be read at once.
   */
  int PADDING = 16;

  /**
   * Appends one entry for each row of the record to each wanted column of {@code rows}; the caller
   * adds its own columns and ends the rows.
   *
   * @param bytes a buffer with at least {@link #PADDING} bytes beyond the record's end
   * @return {@code null}, or why the record is bad; the caller then drops the row
   */
  String decode(byte[] bytes, int offset, int length, BatchBuilder rows);

  /**
   * As {@link #decode}, of a record of a file that ends with its line, before that end is known:
   * for decoders that come across it. No record of the decoder has line feeds then.
   *
   * @param to behind a line feed; that of the record or a later one
   * @return the index of the line feed that ends the record; or a negative number if nothing was
   *     appended, and the record has to be decoded in the common way
   */
  default int decodeLine(byte[] bytes, int from, int to, BatchBuilder rows) {
    return -1;
  }

  /** How many rows the record has that was decoded last. */
  default int rowCount() {
    return 1;
  }

  /** The weight of one of these rows, from 0: +1 an insert, -1 a retraction. */
  default int weight(int row) {
    return 1;
  }

  /** Whether a bad record is counted and skipped; if not it fails the job. */
  default boolean ignoresParseErrors() {
    return true;
  }

  /** How many records at the start of each file are not data. */
  default int headerRecords() {
    return 0;
  }

  /**
   * Where the record that starts at {@code from} ends in a file of records: the index of the line
   * feed that ends it, or -1 if there is none before {@code to}.
   *
   * @param last whether the file ends at {@code to}: the end of the file then ends the record too,
   *     and the answer is never -1
   */
  default int endOfRecord(byte[] bytes, int from, int to, boolean last) {
    int end = Bytes.indexOf(bytes, from, to, '\n');
    return end < 0 && last ? to : end;
  }

  /**
   * Whether every line feed in {@code [from, to)} ends a record of a file, so that several workers
   * may start at any of them. A record starts at {@code from}.
   */
  default boolean linesAreRecords(byte[] bytes, int from, int to) {
    return true;
  }

  /** Whether a line of a file is no record at all, such as a blank line or a comment. */
  default boolean skips(byte[] bytes, int offset, int length) {
    return false;
  }
}
