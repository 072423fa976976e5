/** Joins with table functions: UNNEST, series, functions of the user. */
package io.rheo.engine.operator.function;
