/**
 * Calcite's row expressions and types as ours. What no kernel of ours computes goes to Calcite's
 * own implementations. Calcite's classes end here and in the planner.
 */
package io.rheo.engine.planner.expression;
