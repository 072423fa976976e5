package io.rheo.engine.operator.aggregate;

import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ColumnBuilder;
import io.rheo.engine.column.ObjectBuilder;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.state.BytesCells;
import io.rheo.engine.state.CellColumn;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Storage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Functions of rows in an order. All but the ends are linear in the rows. */
final class RowFunctions {
  private RowFunctions() {}

  /** The first argument of the first row, or of the last. */
  static RowsResult.Function end(boolean last) {
    return (kept, root, builder, errors, i) -> {
      int cell = last ? kept.tree().last(root) : kept.tree().first(root);
      kept.rows().column(0).appendTo(builder, cell);
    };
  }

  /** The value of the only row. */
  static void single(GroupRows kept, int root, ColumnBuilder builder, String[] errors, int i) {
    if (kept.tree().size(root) > 1) {
      errors[i] = "a scalar sub-query has more than one row";
      builder.appendNull();
    } else {
      kept.rows().column(0).appendTo(builder, root);
    }
  }

  /** Strings one after the other; the parameter is what stands between them. */
  static RowsResult.Function join(AggregateCall call) {
    byte[] separator =
        ((String) call.function().parameters().get(0)).getBytes(StandardCharsets.UTF_8);
    return (kept, root, builder, errors, i) -> {
      BytesCells strings = (BytesCells) kept.rows().column(0);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      boolean[] more = {false};
      kept.tree()
          .forEach(
              root,
              cell -> {
                for (int copy = kept.rows().count(cell); copy > 0; copy--) {
                  if (more[0]) {
                    text.writeBytes(separator);
                  }
                  text.write(strings.bytes(), strings.start(cell), strings.length(cell));
                  more[0] = true;
                }
              });
      ((BytesBuilder) builder).append(text.toByteArray());
    };
  }

  /** A map of the first argument to the second, by key; of equal keys the last, none for NULL. */
  static RowsResult.Function map(AggregateCall call) {
    DataType keyType = call.argumentType();
    DataType valueType = call.argumentTypes().get(1);
    return (kept, root, builder, errors, i) -> {
      Map<Object, Object> map =
          keyType.storage() == Storage.OBJECT ? new LinkedHashMap<>() : new TreeMap<>();
      for (int cell : kept.tree().toArray(root)) {
        Object key = ValueFunctions.boxed(kept.rows().column(0), keyType, cell);
        if (key != null) {
          map.put(key, ValueFunctions.boxed(kept.rows().column(1), valueType, cell));
        }
      }
      if (map.isEmpty()) {
        builder.appendNull();
      } else {
        ((ObjectBuilder) builder).append(map);
      }
    };
  }

  static RowsResult.Function array(AggregateCall call) {
    DataType element = call.argumentType();
    return (kept, root, builder, errors, i) -> {
      CellColumn column = kept.rows().column(0);
      List<Object> values = new ArrayList<>();
      kept.tree()
          .forEach(
              root,
              cell -> {
                Object value = ValueFunctions.boxed(column, element, cell);
                for (int copy = kept.rows().count(cell); copy > 0; copy--) {
                  values.add(value);
                }
              });
      ((ObjectBuilder) builder).append(values);
    };
  }
}
