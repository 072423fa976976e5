package io.rheo.engine.connector.file;

import io.rheo.engine.format.RecordDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file being read in chunks. The bytes of the current chunk that were not consumed are {@code
 * chunk[start, end)}. A chunk is not written to any more once rows may point into it: the rest of
 * it moves to a new one.
 */
final class FileSplit implements Closeable {
  /** How much is read at once; about two thousand records of common size. */
  static final int CHUNK = 512 * 1024;

  private static final int SMALLEST_CHUNK = 4 * 1024;

  private final Path path;
  private final int number;
  private final byte[] pathText;
  private final byte[] nameText;
  private volatile long sizeBytes; // workers read it while it is looked at again
  private volatile long modifiedMillis;

  private FileInput input; // null while closed
  private byte[] chunk = new byte[0];
  private int start;
  private int end;
  private long offset; // of start, in the file
  private int headersLeft;
  private boolean skippingRecord; // a record was too long: its rest is passed over
  private long inLinesFrom = 1; // offset; before it line feeds may be inside of records

  FileSplit(Path path, int number, int headerRecords) throws IOException {
    this.path = path;
    this.number = number;
    pathText = path.toString().getBytes(StandardCharsets.UTF_8);
    nameText = path.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    headersLeft = headerRecords;
    refresh();
  }

  /** Looks at the file's size and time. */
  void refresh() throws IOException {
    sizeBytes = Files.size(path);
    modifiedMillis = Files.getLastModifiedTime(path).toMillis();
  }

  /** How far a plain file was read, including bytes that were not consumed yet. */
  long readBytes() {
    return offset + remaining();
  }

  /** The number of bytes in the chunk that were not consumed yet. */
  int remaining() {
    return end - start;
  }

  Path path() {
    return path;
  }

  int number() {
    return number;
  }

  byte[] pathText() {
    return pathText;
  }

  byte[] nameText() {
    return nameText;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  long modifiedMillis() {
    return modifiedMillis;
  }

  byte[] chunk() {
    return chunk;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The position of {@link #start} in the file, after decompression. */
  long offset() {
    return offset;
  }

  boolean isOpen() {
    return input != null;
  }

  boolean isCompressed() {
    return input != null && input.isCompressed();
  }

  boolean isSkippingRecord() {
    return skippingRecord;
  }

  void setSkippingRecord(boolean skipping) {
    skippingRecord = skipping;
  }

  /** Whether every line from {@link #start} on is looked at as a record of its own. */
  boolean isInLines() {
    return offset >= inLinesFrom && headersLeft == 0 && !skippingRecord;
  }

  /** Records before this offset may go over several lines. */
  void setInLinesFrom(long from) {
    inLinesFrom = from;
  }

  /** How many bytes a plain file has from {@link #offset} on; 0 if it is compressed. */
  long plainBytesLeft() throws IOException {
    openInput();
    return input.isCompressed() ? 0 : input.size() - offset;
  }

  /** Reads bytes of a plain file without consuming them; for several threads at a time. */
  int readAt(long position, byte[] target, int from, int length) throws IOException {
    return input.readAt(position, target, from, length);
  }

  /** Goes on at another offset of a plain file. */
  void continueAt(long newOffset) throws IOException {
    input.seek(newOffset);
    offset = newOffset;
    chunk = new byte[0];
    start = 0;
    end = 0;
  }

  private void openInput() throws IOException {
    if (input == null) {
      input = FileInput.open(path, readBytes());
    }
  }

  /** Whether the record at {@link #start} is a header; counts it if so. */
  boolean takesHeader() {
    if (headersLeft == 0) {
      return false;
    }
    headersLeft--;
    return true;
  }

  /** The bytes up to {@code newStart} are done with. */
  void consumeTo(int newStart) {
    offset += newStart - start;
    start = newStart;
  }

  /**
   * Reads more behind the bytes that are left; returns false at the end of the file.
   *
   * @param mayOverwrite whether no row points into the current chunk
   */
  boolean fill(boolean mayOverwrite) throws IOException {
    openInput();
    makeRoom(mayOverwrite);
    int count = input.read(chunk, end, chunk.length - RecordDecoder.PADDING - end);
    if (count <= 0) {
      return false;
    }
    end += count;
    return true;
  }

  private void makeRoom(boolean mayOverwrite) throws IOException {
    int left = end - start;
    int room = chunk.length - RecordDecoder.PADDING;
    if (end < room && (end == 0 || start == 0)) {
      return;
    }
    int wanted = CHUNK;
    if (!input.isCompressed()) {
      wanted = (int) Math.max(SMALLEST_CHUNK, Math.min(CHUNK, input.available()));
    }
    boolean fits = mayOverwrite && room - left >= wanted;
    byte[] target =
        fits ? chunk : new byte[Math.max(left + wanted, left * 2) + RecordDecoder.PADDING];
    System.arraycopy(chunk, start, target, 0, left);
    chunk = target;
    start = 0;
    end = left;
  }

  /** Passes over the mark that some programs put before UTF-8, if the file starts with it. */
  void skipByteOrderMark() {
    if (offset == 0
        && remaining() >= 3
        && chunk[start] == (byte) 0xEF
        && chunk[start + 1] == (byte) 0xBB
        && chunk[start + 2] == (byte) 0xBF) {
      consumeTo(start + 3);
    }
  }

  /** Starts again at the first byte: the file was replaced by a shorter one. */
  void rewind(int headerRecords) throws IOException {
    close();
    offset = 0;
    inLinesFrom = 1;
    headersLeft = headerRecords;
    skippingRecord = false;
  }

  /** Gives the file and the chunk back; reading goes on at the same place. */
  @Override
  public void close() throws IOException {
    chunk = new byte[0];
    start = 0;
    end = 0;
    if (input != null) {
      input.close();
      input = null;
    }
  }
}
