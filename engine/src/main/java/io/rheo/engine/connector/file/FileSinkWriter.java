package io.rheo.engine.connector.file;

import io.rheo.engine.column.Batch;
import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SinkWriter;
import io.rheo.engine.format.ByteSink;
import io.rheo.engine.format.RecordEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Writes part files. A part is written under a hidden name and gets its own when it is complete:
 * when it is large or old enough, and whenever what was written must be safe. After a crash only
 * hidden files are left over, which no source reads. Names have a random part: writers never meet.
 */
final class FileSinkWriter implements SinkWriter {
  private static final int BUFFER = 256 * 1024;

  private final FileSink sink;
  private final Path directory;
  private final RecordEncoder encoder;
  private final ByteSink buffer = new ByteSink();
  private final String writer = UUID.randomUUID().toString().substring(0, 13);
  private int partCount;
  private PartFile part; // null while there is none

  FileSinkWriter(FileSink sink) {
    this.sink = sink;
    encoder = sink.encoder();
    directory = FilePath.literal(sink.files().path());
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw failure("cannot create a directory for part files", e);
    }
  }

  @Override
  public void write(Batch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      if (batch.weight(row) < 0 && !sink.acceptsRetractions()) {
        throw new IllegalStateException("a retraction reached an append-only sink");
      }
      for (int copy = 0; copy < Math.abs(batch.weight(row)); copy++) {
        if (part == null) {
          startPart();
        }
        encoder.encode(batch, row, buffer);
        buffer.put('\n');
        if (buffer.size() >= BUFFER) {
          drain();
        }
      }
    }
    if (part != null && part.isOlderThan(sink.files().rollInterval())) {
      completePart();
    }
  }

  private void startPart() {
    String name = "part-" + writer + "-" + partCount + "." + sink.format().name();
    try {
      part = PartFile.create(directory, name);
    } catch (IOException e) {
      throw failure("cannot create '" + name + "'", e);
    }
    partCount++;
    if (encoder.header(buffer)) {
      buffer.put('\n');
    }
  }

  private void drain() {
    try {
      part.append(buffer.array(), buffer.size());
    } catch (IOException e) {
      throw failure("cannot write", e);
    }
    buffer.clear();
    if (part.size() >= sink.files().rollSize()) {
      completePart();
    }
  }

  private void completePart() {
    try {
      part.append(buffer.array(), buffer.size());
      buffer.clear();
      part.complete();
    } catch (IOException e) {
      throw failure("cannot complete a part file", e);
    }
    part = null;
  }

  /** Rows become visible with their part, so each flush makes a file: not more often than asked. */
  @Override
  public Duration flushInterval() {
    return sink.files().rollInterval();
  }

  @Override
  public void flush() {
    if (part != null) {
      completePart();
    }
  }

  @Override
  public void close() {
    if (part == null) {
      return;
    }
    try {
      part.discard();
    } catch (IOException e) {
      throw failure("cannot remove an incomplete part file", e);
    }
    part = null;
  }

  private ConnectorException failure(String what, IOException cause) {
    return new ConnectorException(
        what + " in '" + directory + "'",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "check that 'path' is a directory that may be written to, and that the disk is not full",
        cause);
  }
}
