/**
 * {@code OVER}: functions of the rows around each row of a partition. Rows are held once and
 * referred to by place; frames move over them and never look at a row twice, but for sums of
 * floating-point numbers and what cannot be taken back, which look at O(log n).
 */
package io.rheo.engine.operator.over;
