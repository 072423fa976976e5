package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and decodes stretches of a plain file of lines on all workers of a query: each takes the
 * lines that start in its part of the stretch, and what they make of them is handed out in the
 * order of the file.
 */
final class FilePieces {
  /**
   * How many rows a worker should get: a little less than two batches, as the next one would be
   * small. Waking a worker takes as long as a few hundred rows.
   */
  private static final int ROWS = 2 * Batch.TARGET_ROWS - 32;

  /** The same if there is nobody to wake: rows are used while they are in the cache. */
  private static final int ROWS_ALONE = Batch.TARGET_ROWS - 16;

  private static final long SMALLEST = 64 * 1024;
  private static final long LARGEST = 8 * 1024 * 1024;
  private static final long USUAL_ROW_BYTES = 256;

  private final ParallelTasks tasks;
  private final List<FilePiece> pieces = new ArrayList<>();
  private double rowBytes = USUAL_ROW_BYTES; // of late

  FilePieces(FileSource source, ParallelTasks tasks) {
    this.tasks = tasks;
    for (int i = 0; i < tasks.workers(); i++) {
      pieces.add(new FilePiece(source));
    }
  }

  /**
   * Hands out the rows of the lines that follow, each of which is a record.
   *
   * @return whether there were any; not if the rest of the file is hardly worth it
   */
  boolean decode(FileSplit split, BadRecords badRecords, SourceOutput out) throws IOException {
    long rows = pieces.size() == 1 ? ROWS_ALONE : ROWS;
    long wanted = Math.max(SMALLEST, Math.min(LARGEST, (long) (rows * rowBytes)));
    long left = split.plainBytesLeft();
    if (left < wanted) {
      return false;
    }
    long begin = split.offset();
    long size = Math.min(left, wanted * pieces.size());
    decodeAll(split, begin, size);
    long reached = emit(split, begin, badRecords, out);
    if (reached == begin) {
      split.setInLinesFrom(begin + size); // of the lines some are not records
      return false;
    }
    split.continueAt(reached);
    return true;
  }

  private void decodeAll(FileSplit split, long begin, long size) throws IOException {
    try {
      tasks.run(
          piece -> {
            long from = begin + size * piece / pieces.size();
            long to = begin + size * (piece + 1) / pieces.size();
            pieces.get(piece).decode(split, from, to, piece == 0);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Hands out what was decoded, up to where one piece does not follow the one before it. */
  private long emit(FileSplit split, long begin, BadRecords badRecords, SourceOutput out) {
    long reached = begin;
    long rows = 0;
    boolean follows = true;
    for (FilePiece piece : pieces) {
      follows = follows && piece.begin() == reached;
      if (follows) {
        rows += piece.emit(split, badRecords, out);
        reached = piece.end();
      } else {
        piece.discard();
      }
    }
    if (rows > 0) {
      rowBytes = (double) (reached - begin) / rows;
    }
    return reached;
  }
}
