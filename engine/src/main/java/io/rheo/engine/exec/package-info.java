/**
 * Plans at work: the step, scans and their watermarks, the thread of a query, its result queue. One
 * thread runs one dataflow; between two steps nothing is in flight.
 */
package io.rheo.engine.exec;
