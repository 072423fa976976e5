package io.rheo.engine.exec;

import io.rheo.engine.exec.loss.ErrorLogs;
import io.rheo.engine.exec.loss.JobLosses;
import io.rheo.engine.operator.OperatorHost;
import java.time.Clock;

/**
 * What the queries of an engine share.
 *
 * @param stepRowsMax a step ends once it has taken so many rows, or less
 * @param operators what stands in the place of each operator
 */
public record ExecEnvironment(
    int stepRowsMax,
    Clock clock,
    ErrorLogs errors,
    JobLosses jobs,
    LiveViews views,
    OperatorHost operators) {}
