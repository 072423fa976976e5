package io.rheo.engine.exec;

import java.time.Clock;

/**
 * What the queries of an engine share.
 *
 * @param stepRowsMax a step ends once it has taken so many rows
 */
public record ExecEnvironment(int stepRowsMax, Clock clock, ErrorLogs errors, JobLosses jobs) {}
