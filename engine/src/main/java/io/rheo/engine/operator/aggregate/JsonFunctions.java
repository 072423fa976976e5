package io.rheo.engine.operator.aggregate;

import io.rheo.engine.codegen.kernel.JsonTexts;
import io.rheo.engine.column.BytesBuilder;
import io.rheo.engine.column.ValueText;
import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON_ARRAYAGG and JSON_OBJECTAGG. The parameters of the call are whether NULLs are written, and
 * whether the values are JSON text already.
 */
final class JsonFunctions {
  private JsonFunctions() {}

  static RowsResult.Function array(AggregateCall call) {
    boolean withNulls = (Boolean) call.function().parameters().get(0);
    boolean raw = (Boolean) call.function().parameters().get(1);
    DataType type = call.argumentType();
    return (kept, root, builder, errors, i) -> {
      StringBuilder text = new StringBuilder("[");
      for (int cell : kept.tree().toArray(root)) {
        Object value = ValueFunctions.boxed(kept.rows().column(0), type, cell);
        for (int copy = kept.rows().count(cell); copy > 0 && (value != null || withNulls); copy--) {
          text.append(text.length() > 1 ? "," : "");
          append(text, value, type, raw);
        }
      }
      ((BytesBuilder) builder).append(text.append(']').toString());
    };
  }

  /** The members in the order of their names; of equal names the last. */
  static RowsResult.Function object(AggregateCall call) {
    boolean withNulls = (Boolean) call.function().parameters().get(0);
    boolean raw = (Boolean) call.function().parameters().get(1);
    DataType type = call.argumentTypes().get(1);
    return (kept, root, builder, errors, i) -> {
      Map<String, Object> members = new TreeMap<>();
      for (int cell : kept.tree().toArray(root)) {
        Object name = ValueFunctions.boxed(kept.rows().column(0), call.argumentType(), cell);
        Object value = ValueFunctions.boxed(kept.rows().column(1), type, cell);
        if (name == null) {
          errors[i] = "a name of JSON_OBJECTAGG is NULL";
        } else if (value != null || withNulls) {
          members.put((String) name, value);
        }
      }
      StringBuilder text = new StringBuilder("{");
      members.forEach(
          (name, value) -> {
            text.append(text.length() > 1 ? "," : "");
            JsonTexts.appendString(text, name);
            append(text.append(':'), value, type, raw);
          });
      ((BytesBuilder) builder).append(text.append('}').toString());
    };
  }

  private static void append(StringBuilder text, Object value, DataType type, boolean raw) {
    if (value == null) {
      text.append("null");
      return;
    }
    switch (type.name()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, DOUBLE ->
          text.append(ValueText.of(value, type));
      case ARRAY -> appendArray(text, (List<?>) value, type.element());
      case ROW -> appendRow(text, (List<?>) value, type.children());
      case MAP -> appendMap(text, (Map<?, ?>) value, type);
      case CHAR, VARCHAR -> {
        if (raw) {
          text.append(value);
        } else {
          JsonTexts.appendString(text, (String) value);
        }
      }
      default -> JsonTexts.appendString(text, ValueText.of(value, type));
    }
  }

  private static void appendArray(StringBuilder text, List<?> values, DataType element) {
    text.append('[');
    for (Iterator<?> next = values.iterator(); next.hasNext(); ) {
      append(text, next.next(), element, false);
      text.append(next.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private static void appendRow(StringBuilder text, List<?> values, List<Field> fields) {
    text.append('{');
    for (int i = 0; i < fields.size(); i++) {
      text.append(i > 0 ? "," : "");
      JsonTexts.appendString(text, fields.get(i).name());
      append(text.append(':'), values.get(i), fields.get(i).type(), false);
    }
    text.append('}');
  }

  private static void appendMap(StringBuilder text, Map<?, ?> map, DataType type) {
    DataType keyType = type.children().get(0).type();
    text.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> next = map.entrySet().iterator(); next.hasNext(); ) {
      Map.Entry<?, ?> entry = next.next();
      JsonTexts.appendString(text, ValueText.of(entry.getKey(), keyType));
      append(text.append(':'), entry.getValue(), type.children().get(1).type(), false);
      text.append(next.hasNext() ? "," : "");
    }
    text.append('}');
  }
}
