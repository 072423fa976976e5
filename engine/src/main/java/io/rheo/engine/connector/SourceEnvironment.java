package io.rheo.engine.connector;

import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;

/**
 * What a reader may use of the engine.
 *
 * @param badRecords where undecodable records go
 * @param tasks the workers of the query, which may decode side by side what the reader has read
 */
public record SourceEnvironment(ErrorLog badRecords, Clock clock, ParallelTasks tasks) {
  /** The environment of a reader on its own. */
  public SourceEnvironment(ErrorLog badRecords, Clock clock) {
    this(badRecords, clock, ParallelTasks.SEQUENTIAL);
  }
}
