package io.rheo.engine.connector.file;

import io.rheo.engine.connector.ConnectorException;
import io.rheo.engine.connector.SourceEnvironment;
import io.rheo.engine.connector.SourceOutput;
import io.rheo.engine.connector.SourceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Reads the files of a table. A poll reads one chunk, at most, of the file that holds the watermark
 * back most; the rows of a file keep their order.
 */
final class FileSourceReader implements SourceReader {
  /** Files open at a time; a compressed one stays open, as it cannot be entered in the middle. */
  private static final int MAX_OPEN = 64;

  private final FileSource source;
  private final Clock clock;
  private final FileRecords records;
  private final FilePath path;
  private final Map<Path, FileSplit> splits = new HashMap<>(); // all that may have more one day
  private final List<FileSplit> unread = new ArrayList<>(); // those that have more now
  private final List<FileSplit> open = new ArrayList<>(); // least recently used first
  private final Set<Path> finished = new HashSet<>(); // compressed ones, while monitoring
  private int splitCount;
  private boolean scanned;
  private long nextScanMillis = Long.MIN_VALUE;

  FileSourceReader(FileSource source, SourceEnvironment environment) {
    this.source = source;
    clock = environment.clock();
    records = new FileRecords(source, environment);
    path = FilePath.of(source.files().path());
  }

  @Override
  public Status poll(long waitNanos, SourceOutput out) throws InterruptedException {
    if (source.bounded() ? !scanned : clock.millis() >= nextScanMillis) {
      scan(out);
    }
    FileSplit split = mostBehind(out);
    if (split != null) {
      read(split, out);
      return Status.MORE;
    }
    if (source.bounded()) {
      return Status.FINISHED;
    }
    long untilScan = TimeUnit.MILLISECONDS.toNanos(nextScanMillis - clock.millis());
    TimeUnit.NANOSECONDS.sleep(Math.min(waitNanos, untilScan));
    return Status.IDLE;
  }

  private FileSplit mostBehind(SourceOutput out) {
    FileSplit best = null;
    for (FileSplit split : unread) {
      if (best == null || out.watermark(split.number()) < out.watermark(best.number())) {
        best = split;
      }
    }
    return best;
  }

  /** Finds new files, old ones that have changed, and those that are gone. */
  private void scan(SourceOutput out) {
    List<Path> files = path.files();
    if (files.isEmpty() && source.bounded()) {
      Optional<ConnectorException> absence = path.absence();
      if (absence.isPresent()) {
        throw absence.get();
      }
    }
    for (Path file : files) {
      FileSplit split = splits.get(file);
      if (split != null) {
        lookAgain(split);
      } else if (!finished.contains(file)) {
        add(file, out);
      }
    }
    forgetOthers(files, out);
    scanned = true;
    source
        .files()
        .monitorInterval()
        .ifPresent(interval -> nextScanMillis = clock.millis() + interval.toMillis());
  }

  private void add(Path file, SourceOutput out) {
    try {
      FileSplit split = new FileSplit(file, splitCount, records.headerRecords());
      splitCount++;
      splits.put(file, split);
      unread.add(split);
      out.splitAdded(split.number(), file.toString());
    } catch (IOException e) {
      throw cannotRead(file, e);
    }
  }

  private void lookAgain(FileSplit split) {
    try {
      split.refresh();
      if (split.sizeBytes() < split.readBytes()) {
        split.rewind(records.headerRecords()); // replaced, as log rotation does
      }
      if (split.sizeBytes() > split.readBytes() && !unread.contains(split)) {
        unread.add(split);
      }
    } catch (IOException e) {
      throw cannotRead(split.path(), e);
    }
  }

  private void forgetOthers(List<Path> files, SourceOutput out) {
    Set<Path> present = new HashSet<>(files);
    finished.retainAll(present);
    for (FileSplit split : List.copyOf(splits.values())) {
      if (!present.contains(split.path()) && !unread.contains(split)) {
        finish(split, out);
      }
    }
  }

  private void read(FileSplit split, SourceOutput out) {
    keepOpen(split);
    try {
      if (records.read(split, out)) {
        return;
      }
      unread.remove(split);
      if (source.bounded() || split.isCompressed()) {
        records.readLast(split, out);
        finished.add(split.path());
        finish(split, out);
      } else {
        out.splitCaughtUp(split.number());
      }
    } catch (IOException e) {
      throw cannotRead(split.path(), e);
    }
  }

  private void keepOpen(FileSplit split) {
    open.remove(split);
    open.add(split);
    if (open.size() > MAX_OPEN) {
      open.stream()
          .filter(candidate -> !candidate.isCompressed())
          .findFirst()
          .ifPresent(
              eldest -> {
                open.remove(eldest);
                close(eldest);
              });
    }
  }

  private void finish(FileSplit split, SourceOutput out) {
    close(split);
    open.remove(split);
    splits.remove(split.path());
    out.splitFinished(split.number());
  }

  private static void close(FileSplit split) {
    try {
      split.close();
    } catch (IOException e) {
      throw cannotRead(split.path(), e);
    }
  }

  private static ConnectorException cannotRead(Path file, IOException cause) {
    return new ConnectorException(
        "cannot read '" + file + "'",
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "check that the file exists, may be read, and is complete if it is compressed",
        cause);
  }

  @Override
  public void close() {
    records.close();
    splits.values().forEach(FileSourceReader::close);
  }
}
