package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.BadRecords;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.format.Bytes;
import io.rheo.engine.format.RecordDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The lines of a file that start in a stretch of it, which one worker reads and decodes while
 * others do the same with the next stretches. The reader's thread sets it out and hands its rows
 * out, whoever comes first decodes it in between.
 */
final class FilePiece {
  private static final int NONE = -1;
  private static final byte[] NO_CHUNK = {};

  /** How much is read beyond the stretch at first, to find the end of its last line. */
  private static final int BEYOND = 4 * 1024;

  private enum State {
    FREE,
    SET_OUT,
    TAKEN,
    DONE
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
  private final RecordAppender records;
  private final int maxRecordSize;
  private final List<Bad> bad = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private byte[] chunk = NO_CHUNK;
  private long chunkBegin; // offset in the file
  private int chunkEnd;
  private FileSplit split;
  private long from; // stretch of the file
  private long to;
  private boolean atLine; // whether a line starts at its first byte
  private long begin;
  private long end;
  private Exception failure; // of the decoding
  private volatile Thread waiting; // who sleeps until it is done

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
   * Lets the lines that start in {@code [newFrom, newTo)} be decoded.
   *
   * @param newAtLine whether a line starts at {@code newFrom}
   */
  void setOut(FileSplit newSplit, long newFrom, long newTo, boolean newAtLine) {
    split = newSplit;
    from = newFrom;
    to = newTo;
    atLine = newAtLine;
    state.set(State.SET_OUT);
  }

  /** Decodes the lines unless someone does or did; whether this call has. */
  boolean decodeIfSetOut() {
    if (state.get() != State.SET_OUT || !state.compareAndSet(State.SET_OUT, State.TAKEN)) {
      return false;
    }
    try {
      decode();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    state.set(State.DONE);
    Thread sleeper = waiting;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
    return true;
  }

  boolean isDone() {
    return state.get() == State.DONE;
  }

  /** Waits for who decodes it. */
  private void awaitDone() {
    boolean interrupted = false;
    waiting = Thread.currentThread();
    while (!isDone()) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted(); // else it would not sleep any more
    }
    waiting = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for who decodes it; throws what that has failed with. */
  void await() throws IOException {
    awaitDone();
    Exception thrown = failure;
    failure = null;
    if (thrown instanceof IOException e) {
      throw e;
    } else if (thrown != null) {
      throw (RuntimeException) thrown;
    }
  }

  private void decode() throws IOException {
    read(atLine ? from : from - 1);
    int first = atLine ? 0 : Bytes.indexOf(chunk, 0, chunkEnd, '\n') + 1;
    int stop = endOfLine((int) (to - 1 - chunkBegin)) + 1;
    boolean known = stop > 0 && (atLine || first > 0);
    if (known && records.decoder().linesAreRecords(chunk, first, stop)) {
      begin = chunkBegin + first;
      end = chunkBegin + stop;
      decode(first, stop);
    } else {
      begin = NONE;
    }
  }

  private void read(long position) throws IOException {
    int size = (int) (to - position) + BEYOND;
    if (records.sharesChunk() || chunk.length < size + RecordDecoder.PADDING) {
      chunk = new byte[size + RecordDecoder.PADDING];
    }
    chunkBegin = position;
    chunkEnd = split.readAt(position, chunk, 0, size);
  }

  /** Where the line ends that has this byte, reading on as needed; negative if it has no end. */
  private int endOfLine(int inLine) throws IOException {
    int searched = inLine;
    while (true) {
      int found = Bytes.indexOf(chunk, searched, chunkEnd, '\n');
      if (found >= 0 || chunkEnd - inLine > maxRecordSize) {
        return found;
      }
      searched = Math.max(inLine, chunkEnd);
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

  private void decode(int first, int stop) {
    records.startIn(chunk);
    int at = first;
    while (at < stop) {
      int lineEnd = records.appendLine(split, chunkBegin + at, chunk, at, stop);
      at = lineEnd < 0 ? decodeOne(at, stop) : lineEnd + 1;
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
  private int decodeOne(int at, int stop) {
    int lineEnd = Bytes.indexOf(chunk, at, stop, '\n');
    int length = RecordAppender.length(chunk, at, lineEnd);
    String reason = records.append(split, chunkBegin + at, chunk, at, length);
    if (reason != null) {
      bad.add(new Bad(chunkBegin + at, at, length, reason));
    }
    return lineEnd + 1;
  }

  /** Hands out what was decoded; returns the number of rows. */
  long emit(BadRecords badRecords, SourceOutput out) {
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
    clear();
    return rows;
  }

  /** Waits for who decodes it, if someone does, and forgets what was decoded. */
  void discard() {
    if (!state.compareAndSet(State.SET_OUT, State.FREE) && state.get() == State.TAKEN) {
      awaitDone();
    }
    clear();
  }

  private void clear() {
    bad.clear();
    batches.clear();
    if (records.sharesChunk()) {
      chunk = NO_CHUNK; // which is the rows' now
    }
    failure = null;
    state.set(State.FREE);
  }
}
