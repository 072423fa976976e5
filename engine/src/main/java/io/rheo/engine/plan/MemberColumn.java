package io.rheo.engine.plan;

/**
 * A member of a ROW column that a scan reads as a column of its own, without its neighbours. NULL
 * where the row is NULL.
 *
 * @param column the ROW column, as an index into the columns of the {@link TableSpec}
 * @param member the member, as an index into the members of its type
 */
public record MemberColumn(int column, int member) {}
