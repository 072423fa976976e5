package io.rheo.engine.plan;

import io.rheo.engine.expr.Expr;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import java.util.ArrayList;
import java.util.List;

/**
 * When a row can be mapped to a variable.
 *
 * @param condition over the values as columns; it must be TRUE
 */
public record MatchCondition(int variable, List<MatchValue> values, Expr condition) {
  public MatchCondition {
    values = List.copyOf(values);
  }

  /** Whether it looks only at the row itself and those around it, so that it is known at once. */
  public boolean isOfRow() {
    return values.stream()
        .allMatch(
            value ->
                value instanceof MatchValue.RowColumn column
                    && column.navigation().isCurrent(variable));
  }

  /** The values as the columns of a row. */
  public RowType rowType() {
    List<Field> fields = new ArrayList<>();
    for (MatchValue value : values) {
      fields.add(new Field("v" + fields.size(), value.type()));
    }
    return new RowType(fields);
  }
}
