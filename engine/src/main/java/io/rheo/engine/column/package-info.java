/**
 * Batches of rows as columns: typed arrays, validity bits, weights. A batch is a slice of a
 * changelog, dense, and immutable once it was handed on. No expressions and no operators here.
 */
package io.rheo.engine.column;
