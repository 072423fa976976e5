/** Scalar and aggregate expressions over the columns of one input, as immutable records. */
package io.rheo.engine.expr;
