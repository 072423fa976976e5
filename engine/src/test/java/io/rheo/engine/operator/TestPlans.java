package io.rheo.engine.operator;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.plan.PhysicalNode;
import io.rheo.engine.plan.StreamTraits;
import io.rheo.engine.plan.WindowProperty;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.Field;
import io.rheo.engine.type.RowType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Builds plan nodes for tests, with the result types of the dialect. */
public final class TestPlans {
  private TestPlans() {}

  public static PhysicalNode input(RowType type, boolean updating) {
    return new PhysicalNode.Values(List.of(), type, new StreamTraits(updating, false, List.of()));
  }

  /** A row type from {@code name TYPE} pairs without parameters. */
  public static RowType columns(Object... namesAndTypes) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      Object type = namesAndTypes[i + 1];
      fields.add(
          new Field(
              (String) namesAndTypes[i],
              type instanceof TypeName name ? DataType.of(name) : (DataType) type));
    }
    return new RowType(fields);
  }

  public static AggregateCall call(AggregateFunction function, int argument, RowType input) {
    return call(function, argument, input, AggregateCall.NONE, false);
  }

  public static AggregateCall countAll() {
    DataType bigint = DataType.of(TypeName.BIGINT).notNull();
    return new AggregateCall(
        AggregateFunction.COUNT,
        List.of(),
        List.of(),
        AggregateCall.NONE,
        false,
        List.of(),
        bigint);
  }

  public static AggregateCall call(
      AggregateFunction function, int argument, RowType input, int filter, boolean distinct) {
    DataType argumentType = input.type(argument);
    return new AggregateCall(
        function,
        List.of(argument),
        List.of(argumentType),
        filter,
        distinct,
        List.of(),
        resultType(function, argumentType));
  }

  private static DataType resultType(AggregateFunction function, DataType argument) {
    return switch (function.name()) {
      case "COUNT" -> DataType.of(TypeName.BIGINT).notNull();
      case "MIN", "MAX" -> argument.withNullable(true);
      case "SUM" ->
          switch (argument.name()) {
            case DECIMAL -> DataType.decimal(38, argument.scale());
            case FLOAT, DOUBLE -> DataType.of(TypeName.DOUBLE);
            default -> DataType.of(TypeName.BIGINT);
          };
      case "AVG" ->
          argument.name() == TypeName.DECIMAL
              ? DataType.decimal(38, Math.max(6, argument.scale()))
              : DataType.of(TypeName.DOUBLE);
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  public static RowType output(
      RowType input,
      List<Integer> keys,
      List<AggregateCall> calls,
      List<WindowProperty> properties) {
    List<Field> fields = new ArrayList<>();
    keys.forEach(key -> fields.add(input.fields().get(key)));
    calls.forEach(call -> fields.add(new Field(call.toString(), call.type())));
    DataType timestamp = DataType.of(TypeName.TIMESTAMP).notNull();
    properties.forEach(property -> fields.add(new Field(property.name(), timestamp)));
    return new RowType(fields);
  }

  public static StreamTraits traits(boolean updating) {
    return new StreamTraits(updating, false, List.of());
  }
}
