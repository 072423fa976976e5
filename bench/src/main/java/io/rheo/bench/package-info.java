/** Benchmarks of the engine's parts. Nothing here is shipped. */
package io.rheo.bench;
