/**
 * Expressions to classes: one class for the filter and projections between two pipeline breakers,
 * with literals as constants. Janino and nothing else compiles here; no plan, no operator.
 */
package io.rheo.engine.codegen;
