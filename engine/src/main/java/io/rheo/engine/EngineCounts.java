package io.rheo.engine;

import java.util.Map;
import java.util.Optional;

/**
 * What the queries of an engine that have ended could not use.
 *
 * @param lateRows rows that came too late for at least one window
 * @param rowErrors rows left out because an expression failed on them
 * @param firstRowError why the first of these failed
 * @param badRecords undecodable records by table; tables without any are left out
 */
public record EngineCounts(
    long lateRows, long rowErrors, Optional<String> firstRowError, Map<String, Long> badRecords) {}
