package io.rheo.engine.expr;

import io.rheo.engine.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An aggregate function over columns of the input.
 *
 * @param arguments the input columns; empty for {@code COUNT(*)}
 * @param argumentTypes the types of these columns
 * @param filter a BOOLEAN input column: only rows where it is TRUE count; {@link #NONE} if all do
 * @param distinct whether equal arguments count once
 * @param order in which the rows of a group are aggregated, by input columns; empty for the order
 *     of their arrival
 */
public record AggregateCall(
    AggregateFunction function,
    List<Integer> arguments,
    List<DataType> argumentTypes,
    int filter,
    boolean distinct,
    List<SortKey> order,
    DataType type) {
  public static final int NONE = -1;

  public AggregateCall {
    arguments = List.copyOf(arguments);
    argumentTypes = List.copyOf(argumentTypes);
    order = List.copyOf(order);
  }

  /** A call over one column: of all rows, in the order of their arrival. */
  public static AggregateCall of(
      AggregateFunction function, int argument, DataType argumentType, DataType type) {
    return new AggregateCall(
        function, List.of(argument), List.of(argumentType), NONE, false, List.of(), type);
  }

  /** The same call over all rows, equal or not. */
  public AggregateCall withoutDistinct() {
    return withDistinct(false);
  }

  /** The same call, where equal arguments count once or all count. */
  public AggregateCall withDistinct(boolean newDistinct) {
    return new AggregateCall(function, arguments, argumentTypes, filter, newDistinct, order, type);
  }

  /** The same call of another function. */
  public AggregateCall withFunction(AggregateFunction newFunction) {
    return new AggregateCall(newFunction, arguments, argumentTypes, filter, distinct, order, type);
  }

  /** The first argument; {@link #NONE} if there is none. */
  public int argument() {
    return arguments.isEmpty() ? NONE : arguments.get(0);
  }

  /** The type of the first argument. */
  public DataType argumentType() {
    return argumentTypes.get(0);
  }

  /** As SQL, with the names of columns. */
  public String text(IntFunction<String> names) {
    Stream<String> parameters = function.parameters().stream().map(AggregateCall::parameter);
    Stream<String> columns = arguments.stream().map(names::apply);
    String operands =
        arguments.isEmpty() ? "*" : Stream.concat(columns, parameters).collect(list());
    List<String> clauses = new ArrayList<>();
    clauses.add(function + "(" + (distinct ? "DISTINCT " : "") + operands + ")");
    if (!order.isEmpty()) {
      clauses.add(
          "WITHIN GROUP (ORDER BY "
              + order.stream().map(k -> text(k, names)).collect(list())
              + ")");
    }
    if (filter != NONE) {
      clauses.add("FILTER (WHERE " + names.apply(filter) + ")");
    }
    return String.join(" ", clauses);
  }

  private static Collector<CharSequence, ?, String> list() {
    return Collectors.joining(", ");
  }

  private static String parameter(Object value) {
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }

  private static String text(SortKey key, IntFunction<String> names) {
    return names.apply(key.column()) + (key.descending() ? " DESC" : "");
  }

  @Override
  public String toString() {
    return text(column -> "$" + column);
  }
}
