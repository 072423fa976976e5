package io.rheo.engine.operator.over;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BatchBuilder;
import io.rheo.engine.column.Validity;
import io.rheo.engine.state.BatchCodec;
import io.rheo.engine.state.StateReader;
import io.rheo.engine.state.StateWriter;
import io.rheo.engine.type.RowType;
import java.io.IOException;
import java.util.Arrays;

/**
 * Rows that are needed for longer than a batch, each with the number of its partition. Batches are
 * kept as they came, until few of their rows are held any more: then the rows that are move
 * together, in the same order, and whoever holds places asks {@link #moved} for the new ones.
 *
 * <p>A place is the number of a batch in the upper 32 bits and a row of it in the lower; places
 * ascend in the order of arrival. Cost: amortised O(1) a row; at most about twice the rows held.
 */
public final class RowStore {
  private static final int SPARE_ROWS = 4 * Batch.TARGET_ROWS;
  private static final int SPARE_CHUNKS = 256;
  private static final int LAST_CHUNK = 1 << 30; // then numbers start again

  private final RowType rowType;
  private final BatchCodec codec;
  private Chunk[] chunks = new Chunk[16]; // by number, from firstChunk on; null: nothing is held
  private int firstChunk;
  private int chunkCount;
  private long storedRows;
  private long heldRows;
  private Moves moves; // of the last compaction

  /** A batch and which of its rows are held. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
  private record Chunk(Batch batch, int[] owners, long[] held, int[] heldCount) {
    Chunk(Batch batch, int[] owners) {
      this(batch, owners, new long[Validity.words(batch.rowCount())], new int[1]);
    }
  }

  /** Where the rows of chunks went: for each chunk the ordinal of each row among all. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never a key
  private record Moves(int first, int[][] ordinals) {}

  public RowStore(RowType rowType) {
    this.rowType = rowType;
    codec = new BatchCodec(rowType);
  }

  /** The row of a place within {@link #batch}. */
  public static int row(long place) {
    return (int) place;
  }

  private static long place(int chunk, int row) {
    return (long) chunk << 32 | row;
  }

  private Chunk chunk(long place) {
    return chunks[(int) (place >>> 32) - firstChunk];
  }

  /** The batch of a place. */
  public Batch batch(long place) {
    return chunk(place).batch();
  }

  /** The partition of a row. */
  public int owner(long place) {
    return chunk(place).owners()[row(place)];
  }

  /** The number of rows that are held. */
  public long heldRows() {
    return heldRows;
  }

  /** The number of rows for which there is memory in use. */
  public long storedRows() {
    return storedRows;
  }

  /**
   * Takes a batch, of which no row is held yet.
   *
   * @param owners the partition of each row that will be held
   */
  public void add(Batch batch, int[] owners) {
    trim();
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunkCount * 2);
    }
    chunks[chunkCount++] = new Chunk(batch, owners);
    storedRows += batch.rowCount();
  }

  /** Holds a row of the batch that came last; returns its place. */
  public long hold(int row) {
    Chunk last = chunks[chunkCount - 1];
    Validity.set(last.held(), row);
    last.heldCount()[0]++;
    heldRows++;
    return place(firstChunk + chunkCount - 1, row);
  }

  /** Gives a row up. */
  public void release(long place) {
    Chunk chunk = chunk(place);
    Validity.clear(chunk.held(), row(place));
    heldRows--;
    if (--chunk.heldCount()[0] == 0) {
      storedRows -= chunk.batch().rowCount();
      chunks[(int) (place >>> 32) - firstChunk] = null;
    }
  }

  /** Forgets the first chunks of which nothing is held. */
  private void trim() {
    int gone = 0;
    while (gone < chunkCount && isGone(gone)) {
      gone++;
    }
    if (gone > 0) {
      System.arraycopy(chunks, gone, chunks, 0, chunkCount - gone);
      Arrays.fill(chunks, chunkCount - gone, chunkCount, null);
      chunkCount -= gone;
      firstChunk += gone;
    }
  }

  private boolean isGone(int index) {
    Chunk chunk = chunks[index];
    if (chunk != null && chunk.heldCount()[0] == 0) { // no row of it was ever held
      storedRows -= chunk.batch().rowCount();
      chunks[index] = null;
    }
    return chunks[index] == null;
  }

  /** Whether so much memory is kept for rows given up that it is time to {@link #compact}. */
  public boolean wantsCompaction() {
    return storedRows > 2 * heldRows + SPARE_ROWS
        || chunkCount > SPARE_CHUNKS + heldRows / 16
        || firstChunk > LAST_CHUNK;
  }

  /** Moves the rows held together; every place must then be replaced by what it has become. */
  public void compact() {
    int[][] ordinals = ordinals();
    Chunk[] old = Arrays.copyOf(chunks, chunkCount);
    moves = new Moves(firstChunk, ordinals);
    chunks = new Chunk[16];
    chunkCount = 0;
    firstChunk = 0;
    storedRows = 0;
    heldRows = 0;
    BatchBuilder builder = new BatchBuilder(rowType);
    int[] owners = new int[Batch.TARGET_ROWS];
    for (int i = 0; i < old.length; i++) {
      for (int row = 0; ordinals[i] != null && row < ordinals[i].length; row++) {
        if (ordinals[i][row] >= 0) {
          owners[builder.rowCount()] = old[i].owners()[row];
          builder.appendRow(old[i].batch(), row);
          if (builder.isFull()) {
            addHeld(builder.build(), owners);
            owners = new int[Batch.TARGET_ROWS];
          }
        }
      }
    }
    if (!builder.isEmpty()) {
      addHeld(builder.build(), owners);
    }
  }

  /** Takes a batch all of whose rows are held. */
  private void addHeld(Batch batch, int[] owners) {
    add(batch, owners);
    for (int row = 0; row < batch.rowCount(); row++) {
      hold(row);
    }
  }

  /** For each chunk the ordinal of each row among all rows held, -1 if it is not. */
  private int[][] ordinals() {
    int[][] ordinals = new int[chunkCount][];
    int next = 0;
    for (int i = 0; i < chunkCount; i++) {
      Chunk chunk = chunks[i];
      if (chunk != null) {
        ordinals[i] = new int[chunk.batch().rowCount()];
        for (int row = 0; row < ordinals[i].length; row++) {
          ordinals[i][row] = Validity.isSet(chunk.held(), row) ? next++ : -1;
        }
      }
    }
    return ordinals;
  }

  /** Where the row of a place from before the last compaction is now. */
  public long moved(long place) {
    int ordinal = moves.ordinals()[(int) (place >>> 32) - moves.first()][row(place)];
    return place(ordinal / Batch.TARGET_ROWS, ordinal % Batch.TARGET_ROWS);
  }

  /** Writes the rows that are held. */
  public void writeTo(StateWriter state) throws IOException {
    BatchBuilder builder = new BatchBuilder(rowType);
    int[] owners = new int[Math.toIntExact(heldRows)];
    for (int i = 0; i < chunkCount; i++) {
      Chunk chunk = chunks[i];
      for (int row = 0; chunk != null && row < chunk.batch().rowCount(); row++) {
        if (Validity.isSet(chunk.held(), row)) {
          owners[builder.rowCount()] = chunk.owners()[row];
          builder.appendRow(chunk.batch(), row);
        }
      }
    }
    codec.write(builder.build(), state);
    state.putInts(owners, owners.length);
  }

  /** Reads the rows; a place is then what {@link #written} said when they were written. */
  public void readFrom(StateReader state) throws IOException {
    Batch batch = codec.read(state);
    int[] owners = state.getInts();
    if (batch.rowCount() > 0) {
      addHeld(batch, owners);
    }
  }

  /** The places that rows will have once what {@link #writeTo} writes is read again. */
  public Places written() {
    int[][] ordinals = ordinals();
    int first = firstChunk;
    return place -> ordinals[(int) (place >>> 32) - first][row(place)];
  }

  /** Turns a place into another one. */
  @FunctionalInterface
  public interface Places {
    /** The other place. */
    long of(long place);
  }
}
