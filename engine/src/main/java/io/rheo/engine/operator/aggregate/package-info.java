/**
 * Aggregate functions as words of a group's row, and the aggregation without windows. Kernels are
 * one small class for each function and layout, called once per batch.
 */
package io.rheo.engine.operator.aggregate;
