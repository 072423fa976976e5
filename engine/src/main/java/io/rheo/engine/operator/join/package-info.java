/** Joins of two inputs. What a query looks like around them is not known here. */
package io.rheo.engine.operator.join;
