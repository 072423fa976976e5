package io.rheo.engine.plan;

import io.rheo.engine.type.RowType;
import java.util.List;
import java.util.Map;

/**
 * A table as its connector sees it.
 *
 * @param columns the physical columns: those that the records hold, in declared order
 * @param options the {@code WITH} options, in the order written
 * @param primaryKey names of physical columns
 */
public record TableSpec(
    String name, RowType columns, Map<String, String> options, List<String> primaryKey) {

  /** The columns of the primary key, as indexes into {@code columns}; empty if there is none. */
  public List<Integer> primaryKeyColumns() {
    return primaryKey.stream().map(name -> columns.names().indexOf(name)).toList();
  }
}
