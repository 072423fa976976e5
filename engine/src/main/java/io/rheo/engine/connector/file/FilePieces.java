package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.ParallelTasks;
import io.rheo.engine.connector.SourceOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads and decodes a plain file of lines in pieces of about a batch, which all workers of a query
 * take: each decodes the lines that start in its piece, and what they make of them is handed out in
 * the order of the file.
 *
 * <p>With several workers pieces are set out ahead of those that are asked for: who waits for
 * another worker, or for the query's own thread while that hands rows out, decodes one meanwhile.
 */
final class FilePieces implements AutoCloseable {
  /** How many rows a piece should have: a little less than a batch, as a second one is small. */
  private static final int ROWS = Batch.TARGET_ROWS - 16;

  /** Pieces a worker ahead: what one can do while another hands out the rows of a step. */
  private static final int AHEAD = 4;

  private static final long SMALLEST = 64 * 1024;
  private static final long LARGEST = 8 * 1024 * 1024;
  private static final long USUAL_ROW_BYTES = 256;

  private final ParallelTasks tasks;
  private final ParallelTasks.SideWork decoding = this::decodeOne;
  private final List<FilePiece> pieces; // a ring
  private final int aheadMax;
  private volatile int first; // piece to be handed out next
  private int count; // of pieces that are set out
  private FileSplit split; // of these pieces
  private long reached; // where the next piece to hand out has to begin
  private long setOut; // the pieces go to here
  private int ahead; // how many may stay for the next time
  private double rowBytes = USUAL_ROW_BYTES; // of late

  FilePieces(FileSource source, ParallelTasks tasks) {
    this.tasks = tasks;
    int workers = tasks.workers();
    aheadMax = workers == 1 ? 0 : AHEAD * workers;
    pieces = Stream.generate(() -> new FilePiece(source)).limit(workers + aheadMax).toList();
    tasks.add(decoding);
  }

  /**
   * Hands out the rows of the lines that follow, each of which is a record.
   *
   * @return whether there were any; not if the rest of the file is hardly worth it
   */
  boolean decode(FileSplit next, BadRecords badRecords, SourceOutput out) throws IOException {
    goOnWith(next);
    setOut();
    if (count == 0) {
      return false;
    }
    long tried = setOut;
    int wanted = Math.min(count, tasks.workers());
    while (wanted > 0 && emit(badRecords, out)) {
      wanted--;
    }
    if (reached == split.offset()) {
      split.setInLinesFrom(tried); // of the lines some are not records
      return false;
    }
    split.continueAt(reached);
    return true;
  }

  /**
   * Files that take turns would have pieces set out for nothing: none is ahead at first, and one
   * more each time that {@link #emit} finds its piece not decoded yet.
   */
  private void goOnWith(FileSplit next) {
    if (next == split && next.offset() == reached) {
      setOut = count == 0 ? reached : setOut;
      return;
    }
    discard();
    split = next;
    reached = next.offset();
    setOut = reached;
    ahead = 0;
  }

  private void setOut() throws IOException {
    long size = Math.max(SMALLEST, Math.min(LARGEST, (long) (ROWS * rowBytes)));
    long end = split.offset() + split.plainBytesLeft();
    int before = count;
    while (count < tasks.workers() + ahead && end - setOut >= size) {
      pieces.get((first + count) % pieces.size()).setOut(split, setOut, setOut + size, count == 0);
      setOut += size;
      count++;
    }
    if (count > before + 1) {
      tasks.wake();
    }
  }

  /** What the other workers do meanwhile: the piece that is asked for next comes first. */
  private boolean decodeOne() {
    int from = first;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get((from + i) % pieces.size()).decodeIfSetOut()) {
        return true;
      }
    }
    return false;
  }

  /** Hands out the next piece, if it follows the one before it; else no other piece is left. */
  private boolean emit(BadRecords badRecords, SourceOutput out) throws IOException {
    FilePiece piece = pieces.get(first);
    boolean others = !piece.isDone();
    if (others) {
      ahead = Math.min(aheadMax, ahead + 1);
    }
    while (others && !piece.isDone()) {
      others = decodeOne();
    }
    piece.await();
    if (piece.begin() != reached) {
      discard();
      return false;
    }
    long rows = piece.emit(badRecords, out);
    if (rows > 0) {
      rowBytes = (double) (piece.end() - piece.begin()) / rows;
    }
    reached = piece.end();
    next();
    return true;
  }

  private void next() {
    first = (first + 1) % pieces.size();
    count--;
  }

  /** Forgets what was decoded and not handed out. */
  private void discard() {
    while (count > 0) {
      pieces.get(first).discard();
      next();
    }
    setOut = reached;
  }

  /** Waits until nobody reads the file any more. */
  @Override
  public void close() {
    tasks.remove(decoding);
    discard();
    split = null;
  }
}
