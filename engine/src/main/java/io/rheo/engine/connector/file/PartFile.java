package io.rheo.engine.connector.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A file being written under a hidden name, until it is complete. */
final class PartFile {
  private final Path pending;
  private final Path target;
  private final FileChannel channel;
  private final long startNanos = System.nanoTime();
  private long size;

  private PartFile(Path pending, Path target) throws IOException {
    this.pending = pending;
    this.target = target;
    channel = FileChannel.open(pending, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  static PartFile create(Path directory, String name) throws IOException {
    return new PartFile(directory.resolve("." + name + ".pending"), directory.resolve(name));
  }

  void append(byte[] bytes, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    size += length;
  }

  /** Bytes that were appended so far. */
  long size() {
    return size;
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - startNanos > age.toNanos();
  }

  /** Makes the file safe, then visible under its own name. */
  void complete() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes the file. */
  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(pending);
  }
}
