package io.rheo.engine.operator.function;

import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.column.IntBuilder;
import io.rheo.engine.column.ObjectColumn;
import io.rheo.engine.plan.TableFunction;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The elements of collections as rows; see {@link TableFunction.Unnest}. */
final class UnnestGenerator implements RowGenerator {
  private final TypeName[] kinds;
  private final int[] widths;
  private final boolean[] flattened;
  private final int[] arguments;
  private final boolean ordinality;
  private final Iterator<?>[] elements;

  /**
   * @param arguments the columns of the collections
   */
  UnnestGenerator(TableFunction.Unnest function, List<Integer> arguments) {
    this.arguments = arguments.stream().mapToInt(Integer::intValue).toArray();
    ordinality = function.ordinality();
    int count = this.arguments.length;
    kinds = new TypeName[count];
    widths = new int[count];
    flattened = new boolean[count];
    elements = new Iterator<?>[count];
    for (int i = 0; i < count; i++) {
      DataType type = function.collections().get(i);
      kinds[i] = type.name();
      flattened[i] = type.name() == TypeName.ARRAY && type.element().name() == TypeName.ROW;
      widths[i] = type.name() == TypeName.MAP ? 2 : 1;
      if (flattened[i]) {
        widths[i] = type.element().children().size();
      }
    }
  }

  @Override
  public void generate(Batch batch, int row, Rows rows) {
    for (int i = 0; i < elements.length; i++) {
      elements[i] = elements(i, ((ObjectColumn) batch.column(arguments[i])).values()[row]);
    }
    for (int number = 1; anyLeft(); number++) {
      int column = 0;
      for (int i = 0; i < elements.length; i++) {
        if (elements[i].hasNext()) {
          append(i, elements[i].next(), rows, column);
        } else {
          appendNulls(rows, column, widths[i]);
        }
        column += widths[i];
      }
      if (ordinality) {
        ((IntBuilder) rows.column(column)).append(number);
      }
      rows.endRow();
    }
  }

  private Iterator<?> elements(int index, Object collection) {
    if (collection == null) {
      return Collections.emptyIterator();
    }
    return kinds[index] == TypeName.MAP
        ? ((Map<?, ?>) collection).entrySet().iterator()
        : ((List<?>) collection).iterator();
  }

  private boolean anyLeft() {
    for (Iterator<?> iterator : elements) {
      if (iterator.hasNext()) {
        return true;
      }
    }
    return false;
  }

  private void append(int index, Object element, Rows rows, int column) {
    if (kinds[index] == TypeName.MAP) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) element;
      BoxedValues.append(rows.column(column), entry.getKey());
      BoxedValues.append(rows.column(column + 1), entry.getValue());
    } else if (!flattened[index]) {
      BoxedValues.append(rows.column(column), element);
    } else if (element == null) {
      appendNulls(rows, column, widths[index]);
    } else {
      List<?> members = (List<?>) element;
      for (int i = 0; i < widths[index]; i++) {
        BoxedValues.append(rows.column(column + i), members.get(i));
      }
    }
  }

  private static void appendNulls(Rows rows, int from, int count) {
    for (int i = from; i < from + count; i++) {
      rows.column(i).appendNull();
    }
  }
}
