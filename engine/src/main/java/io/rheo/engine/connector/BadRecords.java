package io.rheo.engine.connector;

import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;
import java.util.Arrays;

/**
 * What a reader does with a record that cannot be decoded: counts and keeps it, or fails the job.
 */
public final class BadRecords {
  private final ErrorLog log;
  private final Clock clock;
  private final String format;
  private final boolean ignore;

  /**
   * @param format the format's name, for the advice
   * @param ignore whether to go on with the next record
   */
  public BadRecords(SourceEnvironment environment, String format, boolean ignore) {
    log = environment.badRecords();
    clock = environment.clock();
    this.format = format;
    this.ignore = ignore;
  }

  /**
   * Takes one bad record.
   *
   * @param partition where it is: a file, a topic's partition
   * @param position its byte offset or record number in there
   * @throws ConnectorException if bad records are not to be ignored
   */
  public void add(
      String partition, long position, byte[] bytes, int offset, int length, String reason) {
    int kept = Math.min(length, ErrorLog.KEPT_BYTES);
    byte[] raw = Arrays.copyOfRange(bytes, offset, offset + kept);
    log.add(clock.millis(), partition, position, raw, reason);
    if (!ignore) {
      throw new ConnectorException(
          "the record at position " + position + " of " + partition + " cannot be decoded",
          reason,
          "correct the record, or remove '"
              + format
              + ".ignore-parse-errors' = 'false' to count and skip such records",
          null);
    }
  }
}
