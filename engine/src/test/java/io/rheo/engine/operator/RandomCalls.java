package io.rheo.engine.operator;

import io.rheo.engine.expr.AggregateCall;
import io.rheo.engine.expr.AggregateFunction;
import io.rheo.engine.expr.SortKey;
import io.rheo.engine.type.DataType;
import io.rheo.engine.type.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random calls of the less common aggregate functions over {@link RandomRows}. */
final class RandomCalls {
  private static final int FLAG = 8;
  private static final List<String> MOMENTS =
      List.of("VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP");
  private static final List<String> PAIRS =
      List.of("COVAR_POP", "COVAR_SAMP", "REGR_SXX", "REGR_SYY", "REGR_SXY", "REGR_COUNT");
  private static final List<String> BITS = List.of("BIT_AND", "BIT_OR", "BIT_XOR");

  private final Random random;
  private final boolean byArrival;

  /**
   * @param byArrival whether results may depend on the order of arrival
   */
  RandomCalls(Random random, boolean byArrival) {
    this.random = random;
    this.byArrival = byArrival;
  }

  AggregateCall next(boolean distinct) {
    return switch (random.nextInt(10)) {
      case 0 -> call(pick(MOMENTS), List.of(), List.of(column(3, 5)), distinct, List.of());
      case 1 -> call(pick(PAIRS), List.of(), List.of(column(3, 5), column(3, 5)), false, List.of());
      case 2 -> call(pick(BITS), List.of(), List.of(column(0, 3, 4)), distinct, List.of());
      case 3 -> percentile(distinct);
      case 4 -> call("MODE", List.of(), List.of(column(2, 3, 6, 7, 8)), false, List.of());
      case 5 -> call("COLLECT", List.of(), List.of(column(2, 3, 5, 7)), distinct, List.of());
      case 6 -> approximate(distinct);
      case 7 -> call("APPROX_COUNT_DISTINCT", List.of(), distinctArguments(), false, List.of());
      default -> byArrival ? ofRows() : ofSortedRows(distinct);
    };
  }

  private AggregateCall percentile(boolean distinct) {
    boolean continuous = random.nextBoolean();
    List<Object> parameters = new ArrayList<>();
    parameters.add(random.nextBoolean());
    parameters.add(random.nextInt(5) / 4.0);
    return continuous
        ? call("PERCENTILE_CONT", parameters, List.of(column(3, 5)), distinct, List.of())
        : call("PERCENTILE_DISC", parameters, List.of(column(2, 3, 5, 7, 9)), distinct, List.of());
  }

  private AggregateCall approximate(boolean distinct) {
    List<Object> parameters = List.of(random.nextBoolean(), random.nextInt(5) / 4.0, 256);
    int column = column(0, 1, 3, 4, 5, 6, 8, 9);
    return call("APPROX_PERCENTILE", parameters, List.of(column), distinct, List.of());
  }

  private List<Integer> distinctArguments() {
    int column = column(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    return random.nextBoolean() ? List.of(column) : List.of(column, column(1, 2, 8));
  }

  /** Functions of rows in the order of their arrival, or in one that has ties. */
  private AggregateCall ofRows() {
    int column = column(0, 2, 3, 5, 7, 10);
    List<SortKey> order = random.nextBoolean() ? List.of() : List.of(key(column(1, 3, 2, 6)));
    return switch (random.nextInt(6)) {
      case 0 -> call("ARRAY_AGG", List.of(random.nextBoolean()), List.of(column), false, order);
      case 1 -> call("LISTAGG", List.of("; "), List.of(2), false, order);
      case 2 -> call("FIRST_VALUE", nulls(), List.of(column), false, order);
      case 3 -> call("LAST_VALUE", nulls(), List.of(column), false, order);
      case 4 -> call("ARG_MIN", List.of(), List.of(column, column(1, 3, 6)), false, List.of());
      default -> call("ARG_MAX", List.of(), List.of(column, column(1, 3, 2)), false, List.of());
    };
  }

  private List<Object> nulls() {
    return random.nextBoolean() ? List.of() : List.of(true);
  }

  /** Functions of rows in an order in which equal rows cannot be told apart. */
  private AggregateCall ofSortedRows(boolean distinct) {
    int column = column(2, 3, 5, 7);
    List<SortKey> order = List.of(key(column));
    return switch (random.nextInt(4)) {
      case 0 -> call("ARRAY_AGG", List.of(random.nextBoolean()), List.of(column), distinct, order);
      case 1 -> call("LISTAGG", List.of(","), List.of(2), distinct, List.of(key(2)));
      case 2 -> call("FIRST_VALUE", nulls(), List.of(column), distinct, order);
      default -> call("LAST_VALUE", nulls(), List.of(column), distinct, order);
    };
  }

  private SortKey key(int column) {
    return new SortKey(column, random.nextBoolean(), random.nextBoolean());
  }

  private int column(int... columns) {
    return columns[random.nextInt(columns.length)];
  }

  private String pick(List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private AggregateCall call(
      String name,
      List<Object> parameters,
      List<Integer> arguments,
      boolean distinct,
      List<SortKey> order) {
    return new AggregateCall(
        new AggregateFunction(name, parameters),
        arguments,
        arguments.stream().map(RandomRows.TYPE::type).toList(),
        random.nextInt(4) == 0 ? FLAG : AggregateCall.NONE,
        distinct,
        order,
        type(name, RandomRows.TYPE.type(arguments.get(0)).withNullable(true)));
  }

  private static DataType type(String name, DataType argument) {
    return switch (name) {
      case "ARRAY_AGG" -> DataType.array(argument);
      case "COLLECT" -> DataType.map(argument.notNull(), DataType.of(TypeName.INTEGER).notNull());
      case "REGR_COUNT", "APPROX_COUNT_DISTINCT" -> DataType.of(TypeName.BIGINT).notNull();
      case "LISTAGG" -> DataType.of(TypeName.VARCHAR);
      case "PERCENTILE_DISC",
          "APPROX_PERCENTILE",
          "MODE",
          "FIRST_VALUE",
          "LAST_VALUE",
          "ARG_MIN",
          "ARG_MAX" ->
          argument;
      default -> BITS.contains(name) ? argument : DataType.of(TypeName.DOUBLE);
    };
  }
}
