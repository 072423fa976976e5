package io.rheo.sql.logical;

import io.rheo.sql.parse.EmitMode;
import io.rheo.sql.validate.PlanPositions;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A checked and optimised query.
 *
 * @param rel made of logical scans, calcs, aggregates, window functions, function joins, joins,
 *     unions, sorts, values, windows, correlates and matches; no project or filter is left
 * @param columnNames of the result, which may differ from the names in the plan
 * @param parameterTypes of the {@code ?}, in order
 * @param hasSubQueries whether it was written with sub-queries or lateral joins, so that not every
 *     join in the plan is one that the user wrote
 * @param positions where its parts stand in the user's file
 */
public record LogicalQuery(
    RelNode rel,
    EmitMode emit,
    List<String> columnNames,
    List<RelDataType> parameterTypes,
    boolean hasSubQueries,
    PlanPositions positions) {
  public LogicalQuery {
    columnNames = List.copyOf(columnNames);
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** The same query under other names of its columns. */
  public LogicalQuery withColumnNames(List<String> names) {
    return new LogicalQuery(rel, emit, names, parameterTypes, hasSubQueries, positions);
  }

  /** The plan as an indented tree, one operator a line: what EXPLAIN LOGICAL shows. */
  public String explain() {
    return RelOptUtil.toString(rel).stripTrailing();
  }
}
