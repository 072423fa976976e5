package io.rheo.engine.connector;

import io.rheo.engine.metric.ErrorLog;
import java.time.Clock;

/**
 * What a reader may use of the engine.
 *
 * @param badRecords where undecodable records go
 */
public record SourceEnvironment(ErrorLog badRecords, Clock clock) {}
