/**
 * Summaries of values in bounded memory: how many are distinct, and which one is at a fraction.
 * They know columns but no groups; {@code operator.aggregate} keeps one for each group.
 */
package io.rheo.engine.operator.sketch;
