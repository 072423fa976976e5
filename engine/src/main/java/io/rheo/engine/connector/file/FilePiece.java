package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.format.Bytes;
import io.rheo.engine.format.RecordDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a file that start in a stretch of it, which one worker reads and decodes while
 * others do the same with the next stretches.
 */
final class FilePiece {
  private static final int NONE = -1;

  /** How much is read beyond the stretch at first, to find the end of its last line. */
  private static final int BEYOND = 4 * 1024;

  private final RecordAppender records;
  private final int maxRecordSize;
  private final List<Bad> bad = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private long chunkBegin; // offset in the file
  private int chunkEnd;
  private long begin;
  private long end;

  private record Bad(long offset, int start, int length, String reason) {}

  FilePiece(FileSource source) {
    records = new RecordAppender(source);
    maxRecordSize = source.files().maxRecordSize();
  }

  /** Where its first line starts; negative if it has no lines that are records. */
  long begin() {
    return begin;
  }

  /** Behind its last line. */
  long end() {
    return end;
  }

  /**
   * Decodes the lines that start in {@code [from, to)}.
   *
   * @param atLine whether a line starts at {@code from}
   */
  void decode(FileSplit split, long from, long to, boolean atLine) {
    try {
      read(split, atLine ? from : from - 1, to);
      int first = atLine ? 0 : Bytes.indexOf(chunk, 0, chunkEnd, '\n') + 1;
      int stop = endOfLine(split, (int) (to - 1 - chunkBegin)) + 1;
      boolean known = stop > 0 && (atLine || first > 0);
      if (known && records.decoder().linesAreRecords(chunk, first, stop)) {
        begin = chunkBegin + first;
        end = chunkBegin + stop;
        decode(split, first, stop);
      } else {
        begin = NONE;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(FileSplit split, long from, long to) throws IOException {
    int size = (int) (to - from) + BEYOND;
    if (records.sharesChunk() || chunk.length < size + RecordDecoder.PADDING) {
      chunk = new byte[size + RecordDecoder.PADDING];
    }
    chunkBegin = from;
    chunkEnd = split.readAt(from, chunk, 0, size);
  }

  /** Where the line ends that has this byte, reading on as needed; negative if it has no end. */
  private int endOfLine(FileSplit split, int from) throws IOException {
    int searched = from;
    while (true) {
      int found = Bytes.indexOf(chunk, searched, chunkEnd, '\n');
      if (found >= 0 || chunkEnd - from > maxRecordSize) {
        return found;
      }
      searched = Math.max(from, chunkEnd);
      int room = chunk.length - RecordDecoder.PADDING - chunkEnd;
      if (room == 0) {
        chunk = Arrays.copyOf(chunk, chunk.length * 2);
        room = chunk.length - RecordDecoder.PADDING - chunkEnd;
      }
      int count = split.readAt(chunkBegin + chunkEnd, chunk, chunkEnd, room);
      if (count == 0) {
        return NONE;
      }
      chunkEnd += count;
    }
  }

  private void decode(FileSplit split, int first, int stop) {
    records.startIn(chunk);
    int at = first;
    while (at < stop) {
      int lineEnd = records.appendLine(split, chunkBegin + at, chunk, at, stop);
      at = lineEnd < 0 ? decodeOne(split, at, stop) : lineEnd + 1;
      if (records.isFull()) {
        batches.add(records.build());
        records.startIn(chunk);
      }
    }
    if (!records.isEmpty()) {
      batches.add(records.build());
    }
  }

  /** Decodes a record in the common way; returns where the next one starts. */
  private int decodeOne(FileSplit split, int at, int stop) {
    int lineEnd = Bytes.indexOf(chunk, at, stop, '\n');
    int length = RecordAppender.length(chunk, at, lineEnd);
    String reason = records.append(split, chunkBegin + at, chunk, at, length);
    if (reason != null) {
      bad.add(new Bad(chunkBegin + at, at, length, reason));
    }
    return lineEnd + 1;
  }

  /** Hands out what was decoded; returns the number of rows. */
  long emit(FileSplit split, BadRecords badRecords, SourceOutput out) {
    String path = split.path().toString();
    for (Bad record : bad) {
      badRecords.add(
          path, record.offset(), chunk, record.start(), record.length(), record.reason());
    }
    long rows = 0;
    for (Batch batch : batches) {
      rows += batch.rowCount();
      out.rows(split.number(), batch);
    }
    discard();
    return rows;
  }

  /** Forgets what was decoded. */
  void discard() {
    bad.clear();
    batches.clear();
  }
}
