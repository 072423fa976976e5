package io.rheo.engine.connector.file;

import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.format.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes a chunk of a file on all workers of a query: each takes as many whole lines as the
 * others, and what they make of them is handed out in the order of the file.
 */
final class FilePieces {
  private final ParallelTasks tasks;
  private final List<FilePiece> pieces = new ArrayList<>();
  private final int[] bounds; // of the pieces in the chunk

  FilePieces(FileSource source, ParallelTasks tasks) {
    this.tasks = tasks;
    for (int i = 0; i < tasks.workers(); i++) {
      pieces.add(new FilePiece(source));
    }
    bounds = new int[tasks.workers() + 1];
  }

  /** How much of a file should be in memory when {@link #decode} is called. */
  int chunkSize() {
    return pieces.size() * FileSplit.CHUNK;
  }

  /**
   * Decodes the whole lines that the split's chunk has left, each of which is a record.
   *
   * @return whether there were any
   */
  boolean decode(FileSplit split, BadRecords badRecords, SourceOutput out) {
    int end = Bytes.lastIndexOf(split.chunk(), split.start(), split.end(), '\n') + 1;
    if (end <= split.start()) {
      return false;
    }
    cut(split.chunk(), split.start(), end);
    tasks.run(piece -> pieces.get(piece).decode(split, bounds[piece], bounds[piece + 1]));
    pieces.forEach(piece -> piece.emit(split, badRecords, out));
    split.consumeTo(end);
    return true;
  }

  private void cut(byte[] chunk, int start, int end) {
    bounds[0] = start;
    for (int i = 1; i < bounds.length; i++) {
      int about = (int) (start + (long) (end - start) * i / pieces.size());
      int from = Math.max(bounds[i - 1], about - 1);
      bounds[i] = from >= end ? end : Bytes.indexOf(chunk, from, end, '\n') + 1;
    }
  }
}
