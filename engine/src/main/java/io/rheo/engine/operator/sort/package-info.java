/** Sorting: of all rows of an input that ends, and by event time as the watermark passes. */
package io.rheo.engine.operator.sort;
