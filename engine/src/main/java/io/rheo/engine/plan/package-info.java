/**
 * The physical plan: what runs, as immutable records, and its EXPLAIN text. No behaviour: operators
 * are made from it by {@code exec}.
 */
package io.rheo.engine.plan;
