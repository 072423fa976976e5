/**
 * Plans at work: scans and their watermarks, the step, the thread of a query, materialized views.
 * One thread runs one dataflow; between two steps nothing is in flight.
 */
package io.rheo.engine.exec;
