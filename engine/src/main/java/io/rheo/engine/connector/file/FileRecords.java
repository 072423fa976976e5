package io.rheo.engine.connector.file;

import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.format.Bytes;
import io.rheo.engine.format.RecordDecoder;
import java.io.IOException;

/** Cuts chunks of files into records and decodes them into batches. */
final class FileRecords implements AutoCloseable {
  /** With less than this left of a chunk we move the rest, rather than end with a small batch. */
  private static final int LOW = FileSplit.CHUNK / 4;

  private final RecordAppender records;
  private final RecordDecoder decoder;
  private final BadRecords badRecords;
  private final FilePieces pieces;
  private final int maxRecordSize;

  FileRecords(FileSource source, SourceEnvironment environment) {
    records = new RecordAppender(source);
    decoder = records.decoder();
    badRecords = new BadRecords(environment, source.format().name(), decoder.ignoresParseErrors());
    maxRecordSize = source.files().maxRecordSize();
    pieces = new FilePieces(source, environment.tasks());
  }

  int headerRecords() {
    return decoder.headerRecords();
  }

  /**
   * Hands out a few batches, or goes on to a place where there is one.
   *
   * @return false if the file has no other complete record now
   */
  boolean read(FileSplit split, SourceOutput out) throws IOException {
    if (split.isInLines() && pieces.decode(split, badRecords, out)) {
      return true;
    }
    boolean more = true;
    if (split.remaining() < LOW) {
      more = split.fill(mayOverwrite());
    }
    while (!decode(split, false)) {
      if (!more) {
        return false;
      }
      if (split.remaining() > maxRecordSize) {
        giveUp(split);
      }
      more = split.fill(mayOverwrite());
    }
    emit(split, out);
    return true;
  }

  private boolean mayOverwrite() {
    return !records.sharesChunk();
  }

  /** The file ends after the bytes that are left, if any: they are the last record. */
  void readLast(FileSplit split, SourceOutput out) {
    while (decode(split, true)) {
      emit(split, out);
    }
  }

  private void emit(FileSplit split, SourceOutput out) {
    if (!records.isEmpty()) {
      out.rows(split.number(), records.build());
    }
  }

  /** Decodes records of the chunk until the batch is full; returns whether there was one. */
  private boolean decode(FileSplit split, boolean last) {
    records.startIn(split.chunk());
    split.skipByteOrderMark();
    int before = split.start();
    byte[] chunk = split.chunk();
    int end = split.end();
    while (!records.isFull() && split.start() < end) {
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
    int length = RecordAppender.length(chunk, start, stop);
    if (split.takesHeader()) {
      return;
    }
    String reason = records.append(split, split.offset(), chunk, start, length);
    if (reason != null) {
      badRecords.add(split.path().toString(), split.offset(), chunk, start, length, reason);
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
          split.path().toString(), split.offset(), chunk, start, stop - start, records.tooLong());
    }
    split.setSkippingRecord(end < 0);
    split.consumeTo(end < 0 ? stop : stop + 1);
  }

  /** Nobody reads a file after it. */
  @Override
  public void close() {
    pieces.close();
  }
}
