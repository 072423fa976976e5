/**
 * {@code MATCH_RECOGNIZE}: sequences of rows that match a pattern. Rows come in order; what sorts
 * them is not here, nor are the expressions of measures, which are computed above.
 */
package io.rheo.engine.operator.match;
