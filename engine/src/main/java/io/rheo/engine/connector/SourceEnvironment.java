package io.rheo.engine.connector;

import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What a reader may use of the engine.
 *
 * @param badRecords where undecodable records go
 * @param tasks the workers of the query, which may decode side by side what the reader has read
 * @param lastInsertion the last insertion into tables that Rheo stores that may be read by now
 */
public record SourceEnvironment(
    ErrorLog badRecords, Clock clock, ParallelTasks tasks, LongSupplier lastInsertion) {
  /** The environment of a reader that may read everything that there is. */
  public SourceEnvironment(ErrorLog badRecords, Clock clock, ParallelTasks tasks) {
    this(badRecords, clock, tasks, () -> Long.MAX_VALUE);
  }

  /** The environment of a reader on its own. */
  public SourceEnvironment(ErrorLog badRecords, Clock clock) {
    this(badRecords, clock, ParallelTasks.SEQUENTIAL);
  }
}
