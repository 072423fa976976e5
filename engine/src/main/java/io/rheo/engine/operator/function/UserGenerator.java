package io.rheo.engine.operator.function;

import io.rheo.engine.codegen.kernel.RowException;
import io.rheo.engine.column.Batch;
import io.rheo.engine.column.BoxedValues;
import io.rheo.engine.function.FunctionInstances;
import io.rheo.engine.function.JavaConverter;
import io.rheo.engine.function.MethodCall;
import io.rheo.engine.function.UserClass;
import io.rheo.engine.plan.TableFunction;
import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a user's table function. They are held until the function returns, since those of a
 * call that fails do not count.
 */
final class UserGenerator implements RowGenerator {
  private final TableFunction.User function;
  private final int[] columns;
  private final MethodCall call;
  private final Object[] arguments;
  private final boolean isRow;
  private final JavaConverter converter;
  private final List<Object> collected = new ArrayList<>();

  /**
   * @param columns of the arguments
   */
  UserGenerator(TableFunction.User function, List<Integer> columns, FunctionInstances functions) {
    this.function = function;
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    io.rheo.function.TableFunction<?> instance =
        (io.rheo.function.TableFunction<?>) functions.open(function.function());
    instance.setCollector(collected::add);
    call = new MethodCall(instance, function.method(), function.arguments());
    arguments = new Object[this.columns.length];
    isRow = UserClass.isRow(function.method());
    DataType type = isRow ? DataType.row(function.columns().fields()) : function.columns().type(0);
    converter = function.method().result().converter(type);
  }

  @Override
  public void generate(Batch batch, int row, Rows rows) {
    for (int i = 0; i < columns.length; i++) {
      DataType type = function.arguments().get(i);
      arguments[i] = BoxedValues.get(batch.column(columns[i]), type, row);
    }
    collected.clear();
    List<Object> made = new ArrayList<>();
    try {
      call.invoke(arguments);
      collected.forEach(value -> made.add(converter.fromJava(value)));
    } catch (Exception e) {
      throw RowException.in(function.name(), e);
    }
    made.forEach(value -> append(value, rows));
  }

  private void append(Object value, Rows rows) {
    if (!isRow) {
      BoxedValues.append(rows.column(0), value);
    } else {
      List<?> members = (List<?>) value;
      for (int i = 0; i < function.columns().size(); i++) {
        BoxedValues.append(rows.column(i), members == null ? null : members.get(i));
      }
    }
    rows.endRow();
  }
}
