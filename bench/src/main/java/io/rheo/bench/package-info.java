/** Benchmarks: how fast parts of the engine are on their own. */
package io.rheo.bench;
