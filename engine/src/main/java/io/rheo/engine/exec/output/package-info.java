/**
 * The way of a result out of a dataflow: made net, one row a key if the sink wants that, then into
 * the queue of a reader or into a sink.
 */
package io.rheo.engine.exec.output;
