package io.rheo.engine.connector.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/** The bytes of one open file from a position on, decompressed if it is a gzip file. */
final class FileInput implements Closeable {
  private static final int GZIP_BUFFER = 64 * 1024;

  /**
   * Bytes come by way of a buffer outside of the heap; of this size they are still in the cache.
   */
  private static final int READ_SIZE = 64 * 1024;

  private final FileChannel channel;
  private final InputStream gzip; // null if the file is plain

  private FileInput(FileChannel channel, InputStream gzip) {
    this.channel = channel;
    this.gzip = gzip;
  }

  /** Opens a file; a gzip file is told by its first two bytes, whatever its name. */
  static FileInput open(Path path, long position) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      if (!startsAsGzip(channel)) {
        channel.position(position);
        return new FileInput(channel, null);
      }
      channel.position(0);
      InputStream gzip = new GZIPInputStream(Channels.newInputStream(channel), GZIP_BUFFER);
      gzip.skipNBytes(position);
      return new FileInput(channel, gzip);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean startsAsGzip(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(2);
    return channel.read(magic, 0) == 2 && magic.get(0) == 0x1F && magic.get(1) == (byte) 0x8B;
  }

  boolean isCompressed() {
    return gzip != null;
  }

  /** Goes on at another place of a plain file. */
  void seek(long position) throws IOException {
    channel.position(position);
  }

  long size() throws IOException {
    return channel.size();
  }

  /**
   * Reads bytes of a plain file, wherever the current position is; for several threads at a time.
   *
   * @return how many there were; fewer than {@code length} at the end of the file as it is now
   */
  int readAt(long position, byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int wanted = Math.min(length - done, READ_SIZE);
      int count = channel.read(ByteBuffer.wrap(target, offset + done, wanted), position + done);
      if (count < 0) {
        break;
      }
      done += count;
    }
    return done;
  }

  /** Plain bytes from the current position to the end of the file as it is now. */
  long available() throws IOException {
    return channel.size() - channel.position();
  }

  /** Reads up to {@code length} bytes; -1 at the end of the file as it is now. */
  int read(byte[] target, int offset, int length) throws IOException {
    return gzip == null
        ? channel.read(ByteBuffer.wrap(target, offset, length))
        : gzip.read(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
