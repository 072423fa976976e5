package io.rheo.engine.format;

/**
 * A member of a ROW column that is decoded into a column of its own. NULL where the row is NULL.
 *
 * @param column the ROW column, as an index into the columns of the record
 * @param member the member, as an index into those of its type
 * @param target the column of the batch builder
 */
public record MemberTarget(int column, int member, int target) {}
