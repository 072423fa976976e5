package io.rheo.engine.connector.file;

import io.rheo.engine.option.Options;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a table of files.
 *
 * @param path as the user wrote it: a file, a directory or a glob
 * @param monitorInterval how often to look for new files and lines; absent: the rows end
 * @param maxRecordSize in bytes; a longer record is bad
 * @param rowsPerSecond the pace at which rows are handed on; 0: as fast as they can be read
 */
record FileOptions(
    String path,
    Optional<Duration> monitorInterval,
    int maxRecordSize,
    long rowsPerSecond,
    long rollSize,
    Duration rollInterval) {
  private static final int MEBI = 1024 * 1024;

  static FileOptions of(Options options) {
    options.findDuration("sink.rolling-policy.check-interval"); // Flink's; we check at each write
    FileOptions result =
        new FileOptions(
            options.require("path", "/data/trades.json"),
            options.findDuration("source.monitor-interval"),
            (int) options.getBytes("source.max-record-size", 16L * MEBI, 1024, 1024L * MEBI),
            options.getLong("source.rows-per-second", 0),
            options.getBytes("sink.rolling-policy.file-size", 128L * MEBI, 1, Long.MAX_VALUE),
            options.getDuration("sink.rolling-policy.rollover-interval", Duration.ofMinutes(1)));
    if (result.path.isBlank()) {
      throw options.invalid("path", "it is empty", "write a file, a directory or a glob");
    }
    if (result.monitorInterval.isPresent() && result.monitorInterval.get().isZero()) {
      throw options.invalid(
          "source.monitor-interval", "it must be longer than nothing", "write for example '1 s'");
    }
    if (result.rowsPerSecond < 0) {
      throw options.invalid(
          "source.rows-per-second", "it is negative", "write 0 to read as fast as possible");
    }
    return result;
  }
}
