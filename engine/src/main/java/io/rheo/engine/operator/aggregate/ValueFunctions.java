package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.Column;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.CellColumn;
import io.rheo.engine.state.RowTree;
import io.rheo.engine.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Functions of counted values. */
final class ValueFunctions {
  private ValueFunctions() {}

  static RowsResult.Function extreme(boolean max) {
    return (kept, root, builder, errors, i) -> {
      RowTree tree = kept.tree();
      int cell = tree.at(root, max ? tree.size(root) - 1 : 0);
      kept.rows().column(0).appendTo(builder, cell);
    };
  }

  /** The value that is there most often; of several the first in order. */
  static void mode(GroupRows kept, int root, ColumnBuilder builder, String[] errors, int i) {
    kept.rows().column(0).appendTo(builder, kept.tree().mostFrequent(root));
  }

  /** A MAP of each value to its number, by value. */
  static RowsResult.Function collect(AggregateCall call) {
    DataType element = call.argumentType();
    return (kept, root, builder, errors, i) -> {
      Map<Object, Object> counts = new LinkedHashMap<>();
      for (int cell : kept.tree().toArray(root)) {
        int count = kept.rows().count(cell);
        if (count > 0) {
          counts.put(boxed(kept.rows().column(0), element, cell), count);
        }
      }
      ((ObjectBuilder) builder).append(counts);
    };
  }

  /** The value of a cell in the form of {@link BoxedValues}. */
  static Object boxed(CellColumn cells, DataType type, int cell) {
    ColumnBuilder single = ColumnBuilder.of(type);
    cells.appendTo(single, cell);
    Column column = single.build();
    return BoxedValues.get(column, type, 0);
  }
}
