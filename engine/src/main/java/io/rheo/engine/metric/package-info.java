/** Counters as plain objects. No registry, no reporter: the server reads them when it is asked. */
package io.rheo.engine.metric;
