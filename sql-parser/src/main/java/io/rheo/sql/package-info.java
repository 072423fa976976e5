/**
 * SQL text to a checked logical plan. Knows no engine: nothing here reads data or starts a thread.
 */
package io.rheo.sql;
