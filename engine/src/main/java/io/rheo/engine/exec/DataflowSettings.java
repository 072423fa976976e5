package io.rheo.engine.exec;

import io.rheo.engine.exec.graph.Parallelism;

/**
 * What the dataflows of a session have in common.
 *
 * @param failOnRowError whether a row on which an expression fails ends the query; else it is
 *     counted and left out
 */
record DataflowSettings(
    ExecEnvironment environment,
    TableAccess tables,
    boolean failOnRowError,
    Parallelism parallelism) {}
